using Gateway.Core.Tests.Support;
using Xunit;

namespace Gateway.Core.Tests.Authorizers.Signing;

/// <summary>Requests that curl signs itself, by the clock of the machine.</summary>
public class CurlSignatureTests
{
    [Theory]
    [InlineData("alice's secret", "200", "/orders")]
    [InlineData("alice's secret", "200", "/orders?limit=10&start=7")]
    [InlineData("alice's secret", "200", "/orders", "--data", "{\"a\":1}")]
    [InlineData("alice's secret", "200", "/orders", "--header", "X-Role: admin", "--request", "PUT", "--data", "")]
    [InlineData("wrong", "401", "/orders")]
    [InlineData("wrong", "401", "/orders", "--data", "{\"a\":1}")]
    public async Task Request_SignedByCurl_IsJudgedByItsSecret(string secret, string status, string path, params string[] arguments)
    {
        await using var app = await SignedApp.StartAsync();

        var answer = await ClientProgram.RunAsync("curl",
        [
            "--silent", "--max-time", "20", "--write-out", " %{http_code}",
            "--aws-sigv4", "aws:amz:eu-west-1:execute-api", "--user", $"AKIDALICE:{secret}",
            .. arguments, new Uri(app.Address, path).ToString(),
        ]);

        Assert.EndsWith(" " + status, answer, StringComparison.Ordinal);
    }
}
