using Gateway.Core.Authorizers.Signing;
using Gateway.Core.Pipeline.Limits;
using Gateway.Core.Tests.Support;
using Xunit;

namespace Gateway.Core.Tests.Authorizers.Signing;

public class SignatureAuthenticationTests
{
    [Theory]
    [InlineData(null, null)]
    [InlineData("body", null)]
    [InlineData(null, 60)]
    [InlineData("body", 60)]
    public async Task AuthenticateAsync_SignedBody_IsVerifiedAndLeftToTheHandler(string? payloadHash, int? expires)
    {
        using var lab = new SigningLab();
        var context = new TestSigner { Method = "POST", Body = "{\"a\":1}", PayloadHash = payloadHash, Expires = expires }.Sign();

        var outcome = await lab.AuthenticateAsync(context);

        Assert.Same(TestSigner.Credential, outcome.Credential);
        Assert.Equal("{\"a\":1}", await new StreamReader(context.Request.Body).ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("wrong", null, SignatureFailure.Invalid)]
    [InlineData("wrong", "body", SignatureFailure.Invalid)]
    public async Task AuthenticateAsync_WrongSecret_IsInvalid(string secret, string? payloadHash, object expected)
    {
        using var lab = new SigningLab();

        Assert.Equal<object>(expected, await lab.FailAsync(new TestSigner { Secret = secret, PayloadHash = payloadHash }.Sign()));
    }

    [Fact]
    public async Task AuthenticateAsync_OtherBodyThanClaimed_IsAMismatch()
    {
        using var lab = new SigningLab();
        var context = new TestSigner { Method = "POST", Body = "signed", PayloadHash = "body" }.Sign();
        context.Request.Body = new MemoryStream("forged"u8.ToArray());

        Assert.Equal(SignatureFailure.PayloadMismatch, await lab.FailAsync(context));
    }

    [Theory]
    [InlineData("unknown credential")]
    [InlineData("wrong secret")]
    [InlineData("out of window")]
    [InlineData("other region")]
    public async Task AuthenticateAsync_RefusableWithoutBody_ReadsNoByteOfIt(string fault)
    {
        using var lab = new SigningLab();
        var signer = new TestSigner { Method = "POST", Body = "x", PayloadHash = "body" };
        signer = fault switch
        {
            "unknown credential" => signer with { AccessKeyId = "AKIDBOB", PayloadHash = null },
            "wrong secret" => signer with { Secret = "wrong" },
            "out of window" => signer with { Time = TestSigner.Now.AddMinutes(-6), PayloadHash = null },
            _ => signer with { Scope = "/us-east-1/execute-api/aws4_request", PayloadHash = null },
        };
        var context = signer.Sign();
        context.Request.Body = new UnreadableStream();

        Assert.NotEqual(SignatureFailure.None, await lab.FailAsync(context));
    }

    [Theory]
    [InlineData(10, null, SignatureFailure.None)]
    [InlineData(11, null, SignatureFailure.BodyTooLarge)]
    [InlineData(10, "body", SignatureFailure.None)]
    [InlineData(11, "body", SignatureFailure.BodyTooLarge)]
    public async Task AuthenticateAsync_BodyAroundTheCap_IsTakenUpToIt(int length, string? payloadHash, object expected)
    {
        using var lab = new SigningLab(new SignatureOptions { Region = TestSigner.Region, MaxBodyBytes = 10 });

        Assert.Equal<object>(expected, await lab.FailAsync(new TestSigner { Method = "POST", Body = new string('b', length), PayloadHash = payloadHash }.Sign()));
    }

    [Fact]
    public async Task AuthenticateAsync_UnsignedPayloadOptedIn_LeavesTheBodyAlone()
    {
        using var lab = new SigningLab(new SignatureOptions { Region = TestSigner.Region, AllowUnsignedPayload = true });
        var context = new TestSigner { Method = "POST", PayloadHash = "UNSIGNED-PAYLOAD" }.Sign();
        context.Request.Body = new UnreadableStream();

        Assert.Equal(SignatureFailure.None, await lab.FailAsync(context));
    }

    [Theory]
    [InlineData(null, null, SignatureFailure.None)]
    [InlineData("token", "token", SignatureFailure.None)]
    [InlineData("token", "tokeN", SignatureFailure.Invalid)]
    [InlineData("token", null, SignatureFailure.Invalid)]
    [InlineData(null, "token", SignatureFailure.Invalid)]
    [InlineData(null, "", SignatureFailure.Invalid)]
    public async Task AuthenticateAsync_SessionToken_MustBeTheCredentials(string? ofCredential, string? sent, object expected)
    {
        using var lab = new SigningLab();
        lab.Store.Save(CreateCredential(sessionToken: ofCredential));
        IReadOnlyList<(string, string)> headers = sent is null ? [] : [("X-Amz-Security-Token", sent)];
        var unsigned = new TestSigner().Sign();
        if (sent is not null)
        {
            unsigned.Request.Headers["X-Amz-Security-Token"] = sent;
        }

        Assert.Equal<object>(expected, await lab.FailAsync(new TestSigner { Headers = headers }.Sign()));
        Assert.Equal<object>(expected, await lab.FailAsync(unsigned));
        Assert.Equal<object>(
            expected,
            await lab.FailAsync(new TestSigner { Expires = 60, Target = sent is null ? "/orders" : $"/orders?X-Amz-Security-Token={sent}" }.Sign()));
    }

    [Theory]
    [InlineData(-1, SignatureFailure.CredentialExpired)]
    [InlineData(0, SignatureFailure.CredentialExpired)]
    [InlineData(1, SignatureFailure.None)]
    public async Task AuthenticateAsync_CredentialExpires_IsToldToItsOwnerOnly(int seconds, object expected)
    {
        using var lab = new SigningLab();
        lab.Store.Save(CreateCredential(expiresAt: TestSigner.Now.AddSeconds(seconds)));

        Assert.Equal<object>(expected, await lab.FailAsync(new TestSigner().Sign()));
        Assert.Equal(SignatureFailure.Invalid, await lab.FailAsync(new TestSigner { Secret = "guess" }.Sign()));
    }

    [Fact]
    public async Task AuthenticateAsync_UnknownOnes_AreRefusedPerAddressAndKnownOnesGoOn()
    {
        using var lab = new SigningLab(failures: new FailedCredentialOptions { Rate = 1, Burst = 2 });
        await lab.AuthenticateAsync(new TestSigner().Sign());

        var failures = new List<SignatureFailure>();
        for (var i = 0; i < 4; i++)
        {
            failures.Add(await lab.FailAsync(new TestSigner { AccessKeyId = $"AKID{i}" }.Sign()));
        }

        Assert.Equal(
            [SignatureFailure.UnknownCredential, SignatureFailure.UnknownCredential, SignatureFailure.TooManyFailures, SignatureFailure.TooManyFailures],
            failures);
        Assert.Equal(3, lab.Store.Calls.Count);
        Assert.Equal(SignatureFailure.None, await lab.FailAsync(new TestSigner().Sign()));

        // Due to be looked up again, which is no first sight.
        lab.Clock.Advance(TimeSpan.FromSeconds(60));
        lab.Clock.JumpWallClock(TimeSpan.FromSeconds(-60));
        await lab.AuthenticateAsync(new TestSigner { AccessKeyId = "AKID5" }.Sign());
        Assert.Equal(SignatureFailure.None, await lab.FailAsync(new TestSigner().Sign()));
    }

    [Fact]
    public async Task AuthenticateAsync_ClientGoesAwayDuringTheLookUp_CountsAsAFailure()
    {
        using var lab = new SigningLab(failures: new FailedCredentialOptions { Rate = 1, Burst = 1 });
        lab.Store.Hang();
        using var aborted = new CancellationTokenSource();
        var context = new TestSigner().Sign();
        context.RequestAborted = aborted.Token;

        var pending = lab.StartAsync(context).AsTask();
        await aborted.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(pending.InTime);
        Assert.Equal(SignatureFailure.TooManyFailures, await lab.FailAsync(new TestSigner { AccessKeyId = "AKIDBOB" }.Sign()));
    }

    private static SigningCredential CreateCredential(string? sessionToken = null, DateTimeOffset? expiresAt = null) => new()
    {
        AccessKeyId = TestSigner.Credential.AccessKeyId,
        SecretAccessKey = TestSigner.Credential.SecretAccessKey,
        PrincipalId = "alice",
        SessionToken = sessionToken,
        ExpiresAt = expiresAt,
    };

    private sealed class UnreadableStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new InvalidOperationException("The body was read.");
    }
}
