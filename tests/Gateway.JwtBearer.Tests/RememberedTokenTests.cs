using Gateway.JwtBearer.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Xunit;

namespace Gateway.JwtBearer.Tests;

/// <summary>What is said of a token is remembered, but never for longer than the token itself lasts.</summary>
public class RememberedTokenTests
{
    [Fact]
    public async Task Token_SecondTime_ItsSignatureIsNotLookedAt()
    {
        await using var lab = await JwtLab.StartAsync(map: app => app.MapGet("/other", () => "ok").RequireAuthorizer("users"));
        var token = lab.CreateToken().Sign();
        Assert.Equal(200, await lab.GetStatusAsync(token));
        await TakeKeyAwayAsync(lab);

        Assert.Equal(200, await lab.GetStatusAsync(token));
        Assert.Equal(200, await lab.GetStatusAsync(token, "/other"));

        lab.Clock.Advance(TimeSpan.FromMinutes(5));
        await JwtAuthorizerTests.AssertRefusedAsync(lab, token, "the token's key is not known");
    }

    [Fact]
    public async Task Token_SecondTimeWithoutRemembering_ItsSignatureIsLookedAt()
    {
        await using var lab = await JwtLab.StartAsync(jwt => jwt.CacheFor(TimeSpan.Zero));
        var token = lab.CreateToken().Sign();
        Assert.Equal(200, await lab.GetStatusAsync(token));
        await TakeKeyAwayAsync(lab);

        await JwtAuthorizerTests.AssertRefusedAsync(lab, token, "the token's key is not known");
    }

    [Fact]
    public async Task Expiry_OfTheToken_EndsWhatIsRemembered()
    {
        await using var lab = await JwtLab.StartAsync(jwt => jwt.Configure(options => options.ClockSkew = TimeSpan.Zero));
        var token = lab.CreateToken().With("exp", lab.Clock.GetUtcNow().AddSeconds(10).ToUnixTimeSeconds()).Sign();
        Assert.Equal(200, await lab.GetStatusAsync(token));

        lab.Clock.Advance(TimeSpan.FromSeconds(9.9));
        Assert.Equal(200, await lab.GetStatusAsync(token));
        lab.Clock.Advance(TimeSpan.FromSeconds(0.1));

        await JwtAuthorizerTests.AssertRefusedAsync(lab, token, "the token has expired");
    }

    [Fact]
    public async Task Expiry_WithinTheSkew_IsNotRemembered()
    {
        await using var lab = await JwtLab.StartAsync();
        var token = lab.CreateToken().With("exp", lab.Clock.GetUtcNow().AddSeconds(-30).ToUnixTimeSeconds()).Sign();
        Assert.Equal(200, await lab.GetStatusAsync(token));

        lab.Clock.Advance(TimeSpan.FromSeconds(30));
        await JwtAuthorizerTests.AssertRefusedAsync(lab, token, "the token has expired");
    }

    [Fact]
    public async Task Refusal_ForTheScopes_IsRememberedForThoseScopesOnly()
    {
        await using var lab = await JwtLab.StartAsync(map: app => app.MapGet("/admin", () => "ok").RequireAuthorizer("users", "admin"));
        var token = lab.CreateToken().With("scope", "admin").Sign();

        Assert.Equal(403, await lab.GetStatusAsync(token, "/read"));
        Assert.Equal(200, await lab.GetStatusAsync(token, "/admin"));
        Assert.Equal(403, await lab.GetStatusAsync(token, "/read"));
    }

    /// <summary>Whoever looks at a signature of the first key from here on refuses it.</summary>
    private static async Task TakeKeyAwayAsync(JwtLab lab)
    {
        lab.Issuer.Keys = [TestKey.Second];
        Assert.Equal(200, await lab.GetStatusAsync(lab.CreateToken().Sign(TestKey.Second)));
    }
}
