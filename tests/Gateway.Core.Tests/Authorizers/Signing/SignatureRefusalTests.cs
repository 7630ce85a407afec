using Gateway.Core.Authorizers.Signing;
using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Rejections;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.Authorizers.Signing;

/// <summary>Signed requests through an app: what a client gets to see.</summary>
public class SignatureRefusalTests
{
    [Theory]
    [InlineData("POST /orders HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "signature_missing", "The request must be signed with AWS Signature Version 4.")]
    [InlineData(
        "POST /orders HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer x\r\nConnection: close\r\n\r\n",
        "signature_malformed",
        "The request's AWS Signature Version 4 is incomplete, or in a form that is not accepted here.")]
    public async Task Request_NotSigned_Is401WithAChallenge(string request, string reason, string detail)
    {
        await using var app = await StartAsync();

        var answer = await SendAsync(app, request);

        Assert.StartsWith("HTTP/1.1 401 Unauthorized\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("\r\nWWW-Authenticate: AWS4-HMAC-SHA256\r\n", answer, StringComparison.Ordinal);
        Assert.Contains($"\"detail\":\"{detail.Replace("'", "\\u0027", StringComparison.Ordinal)}\",\"reason\":\"{reason}\"", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_UnknownCredential_IsAnsweredAsAWrongSignature()
    {
        await using var app = await StartAsync();

        var unknown = await SendAsync(app, Signer with { AccessKeyId = "AKIDBOB" });
        var wrong = await SendAsync(app, Signer with { Secret = "wrong" });

        Assert.StartsWith("HTTP/1.1 401 Unauthorized\r\n", wrong, StringComparison.Ordinal);
        Assert.Contains("\"reason\":\"signature_invalid\"", wrong, StringComparison.Ordinal);
        Assert.Equal(WithoutIds(wrong), WithoutIds(unknown));
    }

    [Theory]
    [InlineData("missing", "403", "MissingAuthenticationTokenException", "Missing Authentication Token")]
    [InlineData("malformed", "403", "IncompleteSignatureException", "The request signature is incomplete or not supported.")]
    [InlineData("unknown", "403", "UnrecognizedClientException", "The security token included in the request is invalid.")]
    [InlineData("wrong", "403", "InvalidSignatureException", "The request signature we calculated does not match the signature you provided.")]
    [InlineData("expired", "403", "ExpiredTokenException", "The security token included in the request is expired")]
    [InlineData("large", "413", "RequestTooLargeException", "Request Too Long")]
    public async Task Request_ReferenceMode_HasTheReferencesAnswer(string fault, string status, string errorType, string message)
    {
        await using var app = await StartAsync(GatewayMode.AmazonApiGateway);

        var answer = await SendAsync(app, fault switch
        {
            "missing" => "POST /orders HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
            "malformed" => "POST /orders HTTP/1.1\r\nHost: a\r\nAuthorization: x\r\nConnection: close\r\n\r\n",
            "unknown" => (Signer with { AccessKeyId = "AKIDBOB" }).SignRaw(),
            "wrong" => (Signer with { Secret = "wrong" }).SignRaw(),
            "expired" => (Signer with { AccessKeyId = "AKIDEXPIRED" }).SignRaw(),
            _ => (Signer with { PayloadHash = "body", Body = new string('b', 2_000) }).SignRaw("Content-Length: 2000\r\nConnection: close\r\n"),
        });

        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
        Assert.Contains($"\r\nx-amzn-ErrorType: {errorType}\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("{\"message\":\"" + message, answer, StringComparison.Ordinal);
        Assert.DoesNotContain("WWW-Authenticate", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_ChunkedBodyOverTheCap_Is413()
    {
        await using var app = await StartAsync();

        var answer = await SendAsync(
            app,
            (Signer with { Body = "" }).SignRaw("Transfer-Encoding: chunked\r\nConnection: close\r\n") + $"401\r\n{new string('b', 1_025)}\r\n0\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 413 ", answer, StringComparison.Ordinal);
        Assert.Contains("\"reason\":\"body_too_large\"", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_ChunkedBodyWithinTheCap_ReachesTheHandlerWhole()
    {
        await using var app = await StartAsync();

        var raw = (Signer with { Body = "abcde" }).SignRaw("Transfer-Encoding: chunked\r\nConnection: close\r\n");
        var answer = await SendAsync(app, raw[..^5] + "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 200 ", answer, StringComparison.Ordinal);
        Assert.Contains("abcde", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_ClientGoesAwayMidBody_IsNeitherRefusedNorLogged()
    {
        await using var app = await StartAsync();
        using var counter = new RejectionCounter(app);
        for (var i = 0; i < 20; i++)
        {
            using var connection = await RawConnection.OpenAsync(app.Address);
            await connection.SendAsync((Signer with { Body = "abc" }).SignRaw("Content-Length: 10\r\n"));
            connection.Reset();
        }

        Assert.StartsWith("HTTP/1.1 200 ", await SendAsync(app, Signer), StringComparison.Ordinal);
        Assert.Empty(counter.Counted);
        Assert.DoesNotContain(app.Logs.Entries, entry => entry.Category.StartsWith("Gateway.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(SignatureFailure.Missing, "signature_missing", "signature_missing")]
    [InlineData(SignatureFailure.Malformed, "signature_malformed", "signature_malformed")]
    [InlineData(SignatureFailure.UnsignedPayload, "signature_malformed", "signature_malformed")]
    [InlineData(SignatureFailure.ChunkedPayload, "signature_malformed", "signature_malformed")]
    [InlineData(SignatureFailure.UnknownCredential, "signature_invalid", "credential_unknown")]
    [InlineData(SignatureFailure.Invalid, "signature_invalid", "signature_invalid")]
    [InlineData(SignatureFailure.OutOfWindow, "signature_invalid", "signature_invalid")]
    [InlineData(SignatureFailure.PayloadMismatch, "signature_invalid", "signature_invalid")]
    [InlineData(SignatureFailure.CredentialExpired, "credential_expired", "credential_expired")]
    [InlineData(SignatureFailure.BodyTooLarge, "body_too_large", "body_too_large")]
    [InlineData(SignatureFailure.StoreUnavailable, "store_unavailable", "store_unavailable")]
    [InlineData(SignatureFailure.TooManyFailures, "too_many_failed_credentials", "too_many_failed_credentials")]
    public void GetReason_EveryFailure_HasOnePerMode(object failure, string standard, string reference)
    {
        Assert.Equal(standard, SignatureRejections.GetReason((SignatureFailure)failure, GatewayMode.Standard).Name);
        Assert.Equal(reference, SignatureRejections.GetReason((SignatureFailure)failure, GatewayMode.AmazonApiGateway).Name);
    }

    [Fact]
    public void CredentialUnknown_Texts_AreThoseOfAWrongSignature() => Assert.Equal(
        (RejectionReason.SignatureInvalid.Status, RejectionReason.SignatureInvalid.Detail),
        (RejectionReason.CredentialUnknown.Status, RejectionReason.CredentialUnknown.Detail));

    private static TestSigner Signer => new() { Method = "POST", Target = "/orders" };

    private static Task<string> SendAsync(GatewayApp app, TestSigner signer) => SendAsync(app, signer.SignRaw($"Content-Length: {signer.Body.Length}\r\nConnection: close\r\n"));

    private static async Task<string> SendAsync(GatewayApp app, string request)
    {
        using var connection = await RawConnection.OpenAsync(app.Address);
        await connection.SendAsync(request);
        return await connection.ReadAsync();
    }

    private static string WithoutIds(string answer) => string.Join(
        "\r\n", answer.Split("\r\n").Where(line => !line.StartsWith("x-request-id:", StringComparison.Ordinal) && !line.StartsWith("Date:", StringComparison.Ordinal)));

    private static Task<GatewayApp> StartAsync(GatewayMode mode = GatewayMode.Standard)
    {
        var store = new FakeSigningStore();
        store.Save(TestSigner.Credential);
        store.Save(new SigningCredential
        {
            AccessKeyId = "AKIDEXPIRED",
            SecretAccessKey = TestSigner.Credential.SecretAccessKey,
            PrincipalId = "eve",
            ExpiresAt = TestSigner.Now,
        });
        return GatewayApp.StartAsync(
            gateway =>
            {
                gateway.Services.AddApiGateway(options => options.Mode = mode);
                gateway.AddSigningCredentials(store, options => (options.Region, options.MaxBodyBytes) = (TestSigner.Region, 1_024));
            },
            app => app.MapPost("/orders", (HttpContext context) => context.Request.Body.CopyToAsync(context.Response.Body))
                .RequireSignature());
    }
}
