using Gateway.Core.Tests.Support;
using Gateway.JwtBearer.Tests.Support;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Gateway.JwtBearer.Tests.Keys;

/// <summary>The issuer is away, slow, or says what it must not: the app fails closed, and works on with the keys that it has.</summary>
public class IssuerOutageTests
{
    [Fact]
    public async Task Issuer_DownAtTheStart_Returns500AndRecovers()
    {
        await using var lab = await JwtLab.StartAsync();
        lab.Issuer.IsDown = true;
        var token = lab.CreateToken().Sign();

        var answer = await lab.AskAsync(token);
        Assert.Equal(500, answer.Status);
        Assert.Contains("\"reason\":\"authorizer_failed\"", answer.Body, StringComparison.Ordinal);

        lab.Issuer.IsDown = false;
        lab.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(200, await lab.GetStatusAsync(token));
    }

    [Fact]
    public async Task Issuer_DownAtTheStart_IsAskedOncePerSecond()
    {
        await using var lab = await JwtLab.StartAsync();
        lab.Issuer.IsDown = true;

        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(500, await lab.GetStatusAsync(lab.CreateToken().With("jti", $"{i}").Sign()));
        }

        Assert.Equal(1, lab.Issuer.MetadataRequests);
        lab.Clock.Advance(TimeSpan.FromSeconds(1));
        await lab.AskAsync(lab.CreateToken().Sign());
        Assert.Equal(2, lab.Issuer.MetadataRequests);
    }

    [Fact]
    public async Task Issuer_Slow_Returns500AtTheTimeout()
    {
        await using var lab = await JwtLab.StartAsync();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lab.Issuer.BeforeAnswer = () =>
        {
            asked.TrySetResult();
            return gate.Task;
        };

        var ask = lab.GetStatusAsync(lab.CreateToken().Sign());
        await asked.Task.InTime();
        lab.Clock.Advance(TimeSpan.FromSeconds(1.499));
        Assert.False(ask.IsCompleted);
        lab.Clock.Advance(TimeSpan.FromSeconds(0.001));

        Assert.Equal(500, await ask.InTime());
        gate.SetResult();
    }

    [Fact]
    public async Task Issuer_DownLater_ItsLastKeysGoOnForADay()
    {
        await using var lab = await JwtLab.StartAsync(jwt => jwt.CacheFor(TimeSpan.Zero));
        var token = lab.CreateToken().With("exp", lab.Clock.GetUtcNow().AddDays(2).ToUnixTimeSeconds()).Sign();
        Assert.Equal(200, await lab.GetStatusAsync(token));
        lab.Issuer.IsDown = true;

        lab.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(200, await lab.GetStatusAsync(token));
        Assert.Equal(200, await lab.GetStatusAsync(token));
        Assert.Equal(2, lab.Issuer.MetadataRequests);
        Assert.Equal(LogLevel.Warning, Assert.Single(lab.App.Logs.Entries, entry => entry.Id.Id == 2000).Level);

        lab.Clock.Advance(TimeSpan.FromHours(22));
        Assert.Equal(500, await lab.GetStatusAsync(token));

        lab.Issuer.IsDown = false;
        lab.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(200, await lab.GetStatusAsync(token));
    }

    [Fact]
    public async Task Issuer_DownWhenAnUnknownKeyIsNamed_Returns401AndKnownKeysGoOn()
    {
        await using var lab = await JwtLab.StartAsync();
        Assert.Equal(200, await lab.GetStatusAsync(lab.CreateToken().Sign()));
        lab.Issuer.IsDown = true;

        await JwtAuthorizerTests.AssertRefusedAsync(lab, lab.CreateToken().Sign(TestKey.Second), "the token's key is not known");
        Assert.Equal(200, await lab.GetStatusAsync(lab.CreateToken().With("jti", "other").Sign()));
    }

    [Theory]
    [InlineData(140_000, 200)]
    [InlineData(150_001, 500)]
    public async Task Metadata_BeyondItsSize_Returns500(int padding, int status)
    {
        await using var lab = await JwtLab.StartAsync();
        lab.Issuer.Padding = padding;

        Assert.Equal(status, await lab.GetStatusAsync(lab.CreateToken().Sign()));
        Assert.Equal(status == 200 ? 1 : 0, lab.Issuer.KeyRequests);
    }

    [Fact]
    public async Task Metadata_OfAnotherIssuer_Returns500()
    {
        await using var lab = await JwtLab.StartAsync();
        lab.Issuer.OtherName = lab.Issuer.Name + "/";

        Assert.Equal(500, await lab.GetStatusAsync(lab.CreateToken().Sign()));
    }

    [Fact]
    public async Task Metadata_SomewhereElse_IsNotFollowed()
    {
        await using var other = await TestIssuer.StartAsync();
        await using var lab = await JwtLab.StartAsync();
        lab.Issuer.Redirect = other.Name + "/.well-known/openid-configuration";

        Assert.Equal(500, await lab.GetStatusAsync(lab.CreateToken().Sign()));
        Assert.Equal(0, other.MetadataRequests);
    }

    [Fact]
    public async Task Keys_AllGoneAtOnce_AreTakenForAFailure()
    {
        await using var lab = await JwtLab.StartAsync();
        Assert.Equal(200, await lab.GetStatusAsync(lab.CreateToken().Sign()));
        lab.Issuer.Keys = [];

        lab.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(200, await lab.GetStatusAsync(lab.CreateToken().Sign()));
        Assert.Single(lab.App.Logs.Entries, entry => entry.Id.Id == 2000);
    }

    [Fact]
    public async Task Keys_Read_AreLoggedByTheirNumber()
    {
        await using var lab = await JwtLab.StartAsync();
        await lab.AskAsync(lab.CreateToken().Sign());

        var entry = Assert.Single(lab.App.Logs.Entries, entry => entry.Id.Id == 2001);
        Assert.Equal((LogLevel.Information, "The keys of the issuer of authorizer 'users' were read: 1."), (entry.Level, entry.Message));
    }
}
