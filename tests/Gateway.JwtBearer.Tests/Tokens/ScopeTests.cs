using Gateway.JwtBearer.Tests.Support;
using Gateway.JwtBearer.Tokens;
using Xunit;

namespace Gateway.JwtBearer.Tests.Tokens;

/// <summary>Endpoints that ask for scopes: one of them is enough.</summary>
public class ScopeTests
{
    [Theory]
    [InlineData("scope", "orders.read")]
    [InlineData("scope", "openid orders.write profile")]
    [InlineData("scp", "orders.read")]
    public async Task Scope_OneOfThoseAskedFor_IsEnough(string claim, string scopes)
    {
        await using var lab = await JwtLab.StartAsync();

        Assert.Equal(200, await lab.GetStatusAsync(lab.CreateToken().With(claim, scopes).Sign(), "/read"));
    }

    [Theory]
    [InlineData("scope")]
    [InlineData("scp")]
    public async Task Scope_InAList_Counts(string claim)
    {
        await using var lab = await JwtLab.StartAsync();

        Assert.Equal(200, await lab.GetStatusAsync(lab.CreateToken().With(claim, new[] { "openid", "orders.read" }).Sign(), "/read"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("openid")]
    [InlineData("orders.reader")]
    [InlineData("ORDERS.READ")]
    public async Task Scope_NoneOfThoseAskedFor_Returns403WithWhatWouldBeEnough(string? scopes)
    {
        await using var lab = await JwtLab.StartAsync();

        var answer = await lab.AskAsync(lab.CreateToken().With("scope", scopes).Sign(), "/read");

        Assert.Equal(403, answer.Status);
        Assert.Equal("Bearer error=\"insufficient_scope\", scope=\"orders.read orders.write\"", answer["WWW-Authenticate"]);
    }

    [Fact]
    public async Task Scope_OfOneEndpoint_DoesNotCountForAnother()
    {
        await using var lab = await JwtLab.StartAsync();
        var token = lab.CreateToken().With("scope", "openid").Sign();

        Assert.Equal(200, await lab.GetStatusAsync(token));
        Assert.Equal(403, await lab.GetStatusAsync(token, "/read"));
        Assert.Equal(200, await lab.GetStatusAsync(token));
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("a\"b")]
    [InlineData("a\\b")]
    [InlineData("é")]
    public void Challenge_ForWhatIsNoScope_LeavesItOut(string scope) =>
        Assert.Equal("Bearer error=\"insufficient_scope\"", ScopeChallenge.Create(["orders.read", scope]));
}
