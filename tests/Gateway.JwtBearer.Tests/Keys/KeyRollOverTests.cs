using Gateway.Core.Tests.Support;
using Gateway.JwtBearer.Tests.Support;
using Xunit;

namespace Gateway.JwtBearer.Tests.Keys;

/// <summary>An issuer changes its keys, as all do, while clients name keys that it never had.</summary>
public class KeyRollOverTests
{
    [Fact]
    public async Task UnknownKey_ThatTheIssuerHasAdded_IsFoundAtOnce()
    {
        await using var lab = await JwtLab.StartAsync();
        Assert.Equal(200, await lab.GetStatusAsync(lab.CreateToken().Sign(TestKey.First)));
        lab.Issuer.Keys = [TestKey.First, TestKey.Second];

        Assert.Equal(200, await lab.GetStatusAsync(lab.CreateToken().Sign(TestKey.Second)));
        Assert.Equal(2, lab.Issuer.KeyRequests);
    }

    [Fact]
    public async Task UnknownKeys_InAFlood_AskTheIssuerOncePerInterval()
    {
        await using var lab = await JwtLab.StartAsync();
        Assert.Equal(200, await lab.GetStatusAsync(lab.CreateToken().Sign()));

        for (var i = 0; i < 40; i++)
        {
            await JwtAuthorizerTests.AssertRefusedAsync(lab, lab.CreateToken().WithHeader("kid", $"random-{i}").Sign(), "the token's key is not known");
        }

        Assert.Equal((2, 2), (lab.Issuer.MetadataRequests, lab.Issuer.KeyRequests));

        lab.Clock.Advance(TimeSpan.FromSeconds(29.9));
        await lab.AskAsync(lab.CreateToken().WithHeader("kid", "random-a").Sign());
        Assert.Equal(2, lab.Issuer.MetadataRequests);

        lab.Clock.Advance(TimeSpan.FromSeconds(0.1));
        await lab.AskAsync(lab.CreateToken().WithHeader("kid", "random-b").Sign());
        await lab.AskAsync(lab.CreateToken().WithHeader("kid", "random-c").Sign());
        Assert.Equal((3, 3), (lab.Issuer.MetadataRequests, lab.Issuer.KeyRequests));
    }

    [Fact]
    public async Task UnknownKeys_AtOnce_ShareOneQuestion()
    {
        await using var lab = await JwtLab.StartAsync();
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lab.Issuer.BeforeAnswer = () => gate.Task;

        var asks = Enumerable.Range(0, 20).Select(i => lab.GetStatusAsync(lab.CreateToken().With("jti", $"{i}").Sign())).ToArray();
        gate.SetResult();

        Assert.All(await Task.WhenAll(asks).InTime(), status => Assert.Equal(200, status));
        Assert.Equal((1, 1), (lab.Issuer.MetadataRequests, lab.Issuer.KeyRequests));
    }

    [Fact]
    public async Task RemovedKey_AfterTheKeysAreReadAgain_IsRefused()
    {
        await using var lab = await JwtLab.StartAsync(jwt => jwt.CacheFor(TimeSpan.Zero));
        var old = lab.CreateToken().With("exp", lab.Clock.GetUtcNow().AddDays(1).ToUnixTimeSeconds()).Sign(TestKey.First);
        Assert.Equal(200, await lab.GetStatusAsync(old));
        lab.Issuer.Keys = [TestKey.Second];

        lab.Clock.Advance(TimeSpan.FromHours(2) - TimeSpan.FromSeconds(1));
        Assert.Equal(200, await lab.GetStatusAsync(old));
        lab.Clock.Advance(TimeSpan.FromSeconds(1));

        await JwtAuthorizerTests.AssertRefusedAsync(lab, old, "the token's key is not known");
        Assert.Equal(200, await lab.GetStatusAsync(lab.CreateToken().Sign(TestKey.Second)));
    }

    [Fact]
    public async Task RemovedKey_WhenATokenNamesTheNewOne_IsRefusedFromThenOn()
    {
        await using var lab = await JwtLab.StartAsync(jwt => jwt.CacheFor(TimeSpan.Zero));
        var old = lab.CreateToken().Sign(TestKey.First);
        Assert.Equal(200, await lab.GetStatusAsync(old));
        lab.Issuer.Keys = [TestKey.Second];

        Assert.Equal(200, await lab.GetStatusAsync(lab.CreateToken().Sign(TestKey.Second)));

        await JwtAuthorizerTests.AssertRefusedAsync(lab, old, "the token's key is not known");
    }
}
