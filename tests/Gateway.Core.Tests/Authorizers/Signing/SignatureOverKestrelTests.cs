using System.Text;
using Gateway.Core.Authorizers.Signing;
using Gateway.Core.Pipeline;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Gateway.Core.Tests.Authorizers.Signing;

/// <summary>The signing test suite over sockets.</summary>
public class SignatureOverKestrelTests
{
    /// <summary>What Kestrel itself answers with 400, and why it is right to.</summary>
    private static readonly Dictionary<string, string> RefusedByKestrel = new(StringComparer.Ordinal)
    {
        ["get-header-value-multiline"] = "a folded header line (RFC 9112 §5.2)",
        ["get-space-normalized"] = "a space in the request target (RFC 9112 §3.2)",
        ["get-space-unnormalized"] = "a space in the request target (RFC 9112 §3.2)",
        ["get-utf8"] = "a byte above 0x7F in the path (RFC 3986 §2)",
        ["get-vanilla-utf8-query"] = "a byte above 0x7F in the query (RFC 3986 §2)",
    };

    [Theory]
    [InlineData("header")]
    [InlineData("query")]
    public async Task Request_OfTheSuite_IsVerifiedAndItsBodyIsStillThere(string form)
    {
        Assert.NotEmpty(SigningCase.Folder);
        await using var app = await StartAsync();
        app.Clock.JumpWallClock(SigningCase.Read("get-vanilla", form).Time - app.Clock.GetUtcNow());

        foreach (var name in SigningCase.Names)
        {
            var signed = SigningCase.Read(name, form);
            var expected = RefusedByKestrel.ContainsKey(name) ? "HTTP/1.1 400" : "HTTP/1.1 200";

            var answer = await SendAsync(app, signed);

            Assert.True(answer.StartsWith(expected, StringComparison.Ordinal), $"{name}: {answer}");
            Assert.True(answer.Contains("verified:" + signed.Body, StringComparison.Ordinal) == !RefusedByKestrel.ContainsKey(name), $"{name}: {answer}");
        }
    }

    [Theory]
    [InlineData("header")]
    [InlineData("query")]
    public async Task Request_OfTheSuiteWithOneDigitChanged_IsRefused(string form)
    {
        Assert.NotEmpty(SigningCase.Folder);
        await using var app = await StartAsync();
        app.Clock.JumpWallClock(SigningCase.Read("get-vanilla", form).Time - app.Clock.GetUtcNow());

        foreach (var name in SigningCase.Names.Where(name => !RefusedByKestrel.ContainsKey(name)))
        {
            var signed = SigningCase.Read(name, form);
            signed.ChangeSignature(form);

            Assert.Contains(nameof(SignatureFailure.Invalid), await SendAsync(app, signed), StringComparison.Ordinal);
        }
    }

    private static async Task<string> SendAsync(GatewayApp app, SigningCase signed)
    {
        using var connection = await RawConnection.OpenAsync(app.Address);
        var raw = signed.WriteRaw().Replace(
            "Connection: close\r\n",
            $"X-Case: {signed.Credential.SessionToken}\r\nX-Normalize: {signed.Options.NormalizePath}\r\nConnection: close\r\n",
            StringComparison.Ordinal);
        await connection.SendAsync(Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(raw)));
        return await connection.ReadAsync();
    }

    private static Task<GatewayApp> StartAsync() => GatewayApp.StartAsync(_ => { }, app => app.Run(async context =>
    {
        // The case's own credential and options, which are no part of the request.
        var store = new FakeSigningStore();
        store.Save(new SigningCredential
        {
            AccessKeyId = "AKIDEXAMPLE",
            SecretAccessKey = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
            PrincipalId = "example",
            SessionToken = context.Request.Headers["X-Case"].ToString() is { Length: > 0 } token ? token : null,
        });
        var options = new SignatureOptions
        {
            Region = "us-east-1",
            Service = "service",
            NormalizePath = context.Request.Headers["X-Normalize"] == "True",
        };
        var feature = new GatewayFeaturePool(TimeProvider.System).Rent();
        feature.Begin(context, endpoint: null!, stage: null!);
        var outcome = await SigningLab.Create(app.Services, options, store).AuthenticateAsync(feature);
        using var body = new StreamReader(context.Request.Body);
        await context.Response.WriteAsync(outcome.IsVerified ? "verified:" + await body.ReadToEndAsync() : outcome.Failure.ToString());
    }));
}
