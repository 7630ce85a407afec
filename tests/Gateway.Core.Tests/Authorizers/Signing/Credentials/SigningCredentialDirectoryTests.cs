using Gateway.Core.Authorizers.Signing;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Gateway.Core.Tests.Authorizers.Signing.Credentials;

public class SigningCredentialDirectoryTests
{
    [Fact]
    public async Task Find_KnownCredential_AsksAgainOnlyAfterItsLifetime()
    {
        using var lab = new SigningLab();

        await AssertVerifiedAsync(lab);
        Advance(lab, TimeSpan.FromSeconds(59));
        await AssertVerifiedAsync(lab);
        Assert.Single(lab.Store.Calls);

        Advance(lab, TimeSpan.FromSeconds(1));
        await AssertVerifiedAsync(lab);
        Assert.Equal(2, lab.Store.Calls.Count);
    }

    [Fact]
    public async Task Find_SecretChanged_TheOldOneEndsWithTheLifetime()
    {
        using var lab = new SigningLab();
        await AssertVerifiedAsync(lab);
        lab.Store.Save(Credential(secret: "new"));

        await AssertVerifiedAsync(lab);
        Advance(lab, TimeSpan.FromMinutes(1));

        Assert.Equal(SignatureFailure.Invalid, await lab.FailAsync(new TestSigner().Sign()));
        Assert.Equal(SignatureFailure.None, await lab.FailAsync(new TestSigner { Secret = "new" }.Sign()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Find_DisabledOrGone_IsUnknownAndForgotten(bool isGone)
    {
        using var lab = new SigningLab();
        await AssertVerifiedAsync(lab);
        if (isGone)
        {
            lab.Store.Delete("AKIDALICE");
        }
        else
        {
            lab.Store.Save(Credential(isEnabled: false));
        }

        Advance(lab, TimeSpan.FromMinutes(1));

        Assert.Equal(SignatureFailure.UnknownCredential, await lab.FailAsync(new TestSigner().Sign()));
        lab.Store.Fail();
        Assert.Equal(SignatureFailure.StoreUnavailable, await lab.FailAsync(new TestSigner().Sign()));
    }

    [Fact]
    public async Task Find_StoreFails_KnownGoesOnUntilDueAndHealthSaysSo()
    {
        using var lab = new SigningLab();
        await AssertVerifiedAsync(lab);
        lab.Store.Fail();

        Assert.Equal(SignatureFailure.StoreUnavailable, await lab.FailAsync(Unknown(1)));
        Assert.Equal(SignatureFailure.StoreUnavailable, await lab.FailAsync(Unknown(2)));
        await AssertVerifiedAsync(lab);
        Assert.NotEmpty(lab.Health.GetDegradedParts());
        Assert.Single(lab.Logs.Entries, entry => entry.Level == LogLevel.Warning);

        lab.Store.Answer = null;
        Advance(lab, TimeSpan.FromMinutes(1));
        await AssertVerifiedAsync(lab);
        Assert.Empty(lab.Health.GetDegradedParts());
    }

    [Fact]
    public async Task Find_StoreHangs_EndsAtTheDeadlineAndItsPlaceStaysTaken()
    {
        using var lab = new SigningLab(new SignatureOptions { Region = TestSigner.Region, MaxConcurrentLookups = 1 });
        var answer = lab.Store.Hang();

        var first = lab.StartAsync(Unknown(1)).AsTask();
        lab.Clock.Advance(lab.Options.StoreTimeout);
        Assert.Equal(SignatureFailure.StoreUnavailable, (await first.InTime()).Failure);
        Assert.Equal(SignatureFailure.StoreUnavailable, await lab.FailAsync(Unknown(2)));
        Assert.Single(lab.Store.Calls);

        answer.SetResult(null);
        lab.Store.Answer = null;
        await ReturnsAsync().InTime();

        async Task ReturnsAsync()
        {
            // The place comes back on another thread.
            while (await lab.FailAsync(new TestSigner().Sign()) != SignatureFailure.None)
            {
                await Task.Yield();
            }
        }
    }

    [Fact]
    public async Task Find_ManyAtOnce_AskTheStoreOnce()
    {
        using var lab = new SigningLab();
        var answer = lab.Store.Hang();

        var pending = Enumerable.Range(0, 100).Select(_ => lab.StartAsync(new TestSigner().Sign()).AsTask()).ToList();
        answer.SetResult(TestSigner.Credential);

        Assert.All(await Task.WhenAll(pending).InTime(), outcome => Assert.True(outcome.IsVerified));
        Assert.Single(lab.Store.Calls);
    }

    [Fact]
    public async Task Find_PlacesTakenByUnknownOnes_KnownOnesDueHaveTheirOwn()
    {
        using var lab = new SigningLab(new SignatureOptions { Region = TestSigner.Region, MaxConcurrentLookups = 1 });
        await AssertVerifiedAsync(lab);
        var answer = lab.Store.Hang();
        var unknown = lab.StartAsync(Unknown(1)).AsTask();
        lab.Store.Answer = null;

        Advance(lab, lab.Options.CredentialLifetime);
        await AssertVerifiedAsync(lab);

        answer.SetResult(null);
        await unknown.InTime();
    }

    [Theory]
    [InlineData("AKIDBOB", "secret", "bob")]
    [InlineData("AKIDALICE", "", "alice")]
    [InlineData("AKIDALICE", "secret", "")]
    public async Task Find_StoreAnswersWithAnUnusableCredential_IsUnknownAndLogged(string id, string secret, string principal)
    {
        using var lab = new SigningLab();
        lab.Store.Answer = (_, _) => new(new SigningCredential { AccessKeyId = id, SecretAccessKey = secret, PrincipalId = principal });

        Assert.Equal(SignatureFailure.UnknownCredential, await lab.FailAsync(new TestSigner { Secret = secret }.Sign()));
        Assert.Single(lab.Logs.Entries, entry => entry.Level == LogLevel.Error);
    }

    [Fact]
    public async Task Find_StoreThrowsAtOnce_GivesItsPlaceBack()
    {
        using var lab = new SigningLab(new SignatureOptions { Region = TestSigner.Region, MaxConcurrentLookups = 1 });
        lab.Store.Answer = (_, _) => throw new InvalidOperationException("The store throws.");

        Assert.Equal(SignatureFailure.StoreUnavailable, await lab.FailAsync(Unknown(1)));
        lab.Store.Answer = null;
        await AssertVerifiedAsync(lab);
    }

    private static HttpContext Unknown(int number) => new TestSigner { AccessKeyId = $"AKID{number}" }.Sign();

    private static SigningCredential Credential(string? secret = null, bool isEnabled = true) => new()
    {
        AccessKeyId = "AKIDALICE",
        SecretAccessKey = secret ?? TestSigner.Credential.SecretAccessKey,
        PrincipalId = "alice",
        Enabled = isEnabled,
    };

    private static async Task AssertVerifiedAsync(SigningLab lab) =>
        Assert.Equal(SignatureFailure.None, await lab.FailAsync(new TestSigner().Sign()));

    // The signatures of the tests keep their time.
    private static void Advance(SigningLab lab, TimeSpan time)
    {
        lab.Clock.Advance(time);
        lab.Clock.JumpWallClock(-time);
    }
}
