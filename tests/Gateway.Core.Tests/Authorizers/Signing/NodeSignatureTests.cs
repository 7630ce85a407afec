using System.Text.Json;
using Gateway.Core.Tests.Support;
using Xunit;

namespace Gateway.Core.Tests.Authorizers.Signing;

/// <summary>
/// Requests that npm's aws4 signs, by the clock of the machine. The package is no part of this repository: <c>.ci/run</c> installs it, and
/// whoever wants the tests elsewhere runs <c>npm install aws4</c> and names its folder in <c>NODE_PATH</c>.
/// </summary>
public class NodeSignatureTests
{
    private const string Script = """
        const aws4 = require('aws4'), http = require('http');
        const { request, secret } = JSON.parse(process.argv[1]);
        const signed = aws4.sign(request, { accessKeyId: 'AKIDALICE', secretAccessKey: secret });
        http.request(signed, response => {
          response.setEncoding('utf8').on('data', text => process.stdout.write(text)).on('end', () => process.stdout.write(' ' + response.statusCode));
        }).end(signed.body || '');
        """;

    [Theory]
    [InlineData("GET", "/orders", "", false)]
    [InlineData("GET", "/orders/a%20b?q=x%20y&q=1&p=&%C3%A4=%2F", "", false)]
    [InlineData("GET", "/orders//x/../y/", "", false)]
    [InlineData("POST", "/orders?limit=10", "{\"a\":\"ä\"}", false)]
    [InlineData("GET", "/orders?X-Amz-Expires=60", "", true)]
    [InlineData("GET", "/orders/a%20b?q=x%20y&q=1&X-Amz-Expires=60", "", true)]
    public async Task Request_SignedByNode_IsVerifiedAndRefusedWithAnotherSecret(string method, string path, string body, bool inQuery)
    {
        if (Environment.GetEnvironmentVariable("NODE_PATH") is not { Length: > 0 } modules || !Directory.Exists(Path.Combine(modules, "aws4")))
        {
            PublicTestData.SkipUnlessRequired("npm's aws4 is not in NODE_PATH.");
        }

        await using var app = await SignedApp.StartAsync();

        Assert.Equal(body + " 200", await SendAsync(app, TestSigner.Credential.SecretAccessKey, method, path, body, inQuery));
        Assert.EndsWith(" 401", await SendAsync(app, "wrong", method, path, body, inQuery), StringComparison.Ordinal);
    }

    private static Task<string> SendAsync(GatewayApp app, string secret, string method, string path, string body, bool inQuery)
    {
        var request = new Dictionary<string, object>
        {
            ["service"] = "execute-api",
            ["region"] = TestSigner.Region,
            ["hostname"] = app.Address.Host,
            ["port"] = app.Address.Port,
            ["method"] = method,
            ["path"] = path,
            ["headers"] = new Dictionary<string, string> { ["Host"] = app.Address.Authority },
            ["signQuery"] = inQuery,
        };
        if (body.Length > 0)
        {
            request["body"] = body;
        }

        return ClientProgram.RunAsync("node", ["-e", Script, JsonSerializer.Serialize(new { request, secret })]);
    }
}
