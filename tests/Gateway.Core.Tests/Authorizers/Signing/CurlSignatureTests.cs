using System.ComponentModel;
using System.Diagnostics;
using Gateway.Core.Authorizers.Signing;
using Gateway.Core.Pipeline;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
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
        await using var app = await StartAsync();

        var answer = await RunAsync(
        [
            "--silent", "--max-time", "20", "--write-out", " %{http_code}",
            "--aws-sigv4", "aws:amz:eu-west-1:execute-api", "--user", $"AKIDALICE:{secret}",
            .. arguments, new Uri(app.Address, path).ToString(),
        ]);

        Assert.EndsWith(" " + status, answer, StringComparison.Ordinal);
    }

    private static async Task<string> RunAsync(IEnumerable<string> arguments)
    {
        try
        {
            using var curl = Process.Start(new ProcessStartInfo("curl", arguments) { RedirectStandardOutput = true })!;
            var output = await curl.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken).InTime();
            await curl.WaitForExitAsync(TestContext.Current.CancellationToken).InTime();
            return output;
        }
        catch (Win32Exception)
        {
            PublicTestData.SkipUnlessRequired("curl is not installed.");
            return "";
        }
    }

    private static async Task<GatewayApp> StartAsync()
    {
        var store = new FakeSigningStore();
        store.Save(TestSigner.Credential);
        var app = await GatewayApp.StartAsync(
            gateway =>
            {
                gateway.Services.AddSingleton(store);
                gateway.Services.AddSingleton(new SignatureOptions { Region = TestSigner.Region });
                gateway.Services.AddSingleton<IGatewayStepFactory, SignedStepFactory>();
            },
            app => app.MapMethods("/orders", ["GET", "POST", "PUT"], (HttpContext context) => context.Request.Body.CopyToAsync(context.Response.Body))
                .WithGatewayMetadata(new SignedMetadata()));
        app.Clock.JumpWallClock(TimeProvider.System.GetUtcNow() - app.Clock.GetUtcNow());
        return app;
    }
}
