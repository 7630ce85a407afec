using System.Security.Claims;
using Gateway.JwtBearer.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Gateway.JwtBearer.Tests;

/// <summary>Tokens over real sockets, signed by a real issuer and by those who are not.</summary>
public class JwtAuthorizerTests
{
    [Theory]
    [InlineData("")]
    [InlineData("Bearer ")]
    [InlineData("bearer ")]
    [InlineData("BEARER  ")]
    public async Task Token_OfTheIssuer_IsAccepted(string scheme)
    {
        await using var lab = await JwtLab.StartAsync();

        var answer = await lab.AskAsync(scheme + lab.CreateToken().Sign());

        Assert.Equal((200, "anna"), (answer.Status, answer.Body));
        Assert.Equal((1, 1), (lab.Issuer.MetadataRequests, lab.Issuer.KeyRequests));
    }

    [Theory]
    [InlineData("iss", "https://issuer.example.com", "the token does not have a valid issuer")]
    [InlineData("iss", null, "the token does not have a valid issuer")]
    [InlineData("aud", "invoices", "the token does not have a valid audience")]
    [InlineData("aud", "ORDERS", "the token does not have a valid audience")]
    [InlineData("aud", null, "the token does not have a valid audience")]
    [InlineData("sub", "", "the token does not say whom it is about")]
    [InlineData("exp", "never", "the token is malformed")]
    [InlineData("exp", null, "the token is malformed")]
    [InlineData("nbf", "soon", "the token is malformed")]
    public async Task Token_WithAWrongClaim_IsRefused(string claim, string? value, string description)
    {
        await using var lab = await JwtLab.StartAsync();

        await AssertRefusedAsync(lab, lab.CreateToken().With(claim, value).Sign(), description);
    }

    [Fact]
    public async Task Token_WithoutAnExpiry_IsRefused()
    {
        await using var lab = await JwtLab.StartAsync();

        await AssertRefusedAsync(lab, lab.CreateToken().Without("exp").Sign(), "the token does not say when it expires");
    }

    [Theory]
    [InlineData("exp", -59, 200, null)]
    [InlineData("exp", -60, 401, "the token has expired")]
    [InlineData("nbf", 60, 200, null)]
    [InlineData("nbf", 61, 401, "the token is not yet valid")]
    [InlineData("iat", 60, 200, null)]
    [InlineData("iat", 61, 401, "the token was issued in the future")]
    public async Task Token_AtTheEdgeOfItsTime_IsJudgedWithTheSkew(string claim, int secondsFromNow, int status, string? description)
    {
        await using var lab = await JwtLab.StartAsync();

        var answer = await lab.AskAsync(lab.CreateToken().With(claim, lab.Clock.GetUtcNow().ToUnixTimeSeconds() + secondsFromNow).Sign());

        Assert.Equal(status, answer.Status);
        Assert.Equal(description is null ? null : $"Bearer error=\"invalid_token\", error_description=\"{description}\"", answer["WWW-Authenticate"]);
    }

    [Fact]
    public async Task Audience_OneOfSeveral_IsEnough()
    {
        await using var lab = await JwtLab.StartAsync(jwt => jwt.Audiences("reports"));

        Assert.Equal(200, await lab.GetStatusAsync(lab.CreateToken().With("aud", new[] { "other", "reports" }).Sign()));
        await AssertRefusedAsync(
            lab, lab.CreateToken().With("aud", new[] { "other", "another" }).Sign(), "the token does not have a valid audience");
    }

    [Fact]
    public async Task ClientId_CountsOnlyWithoutAnAudience()
    {
        await using var lab = await JwtLab.StartAsync();

        Assert.Equal(200, await lab.GetStatusAsync(lab.CreateToken().Without("aud").With("client_id", "orders").Sign()));
        await AssertRefusedAsync(
            lab, lab.CreateToken().With("aud", "other").With("client_id", "orders").Sign(), "the token does not have a valid audience");
    }

    [Fact]
    public async Task ClientId_WithoutASubject_IsThePrincipal()
    {
        await using var lab = await JwtLab.StartAsync();

        var answer = await lab.AskAsync(lab.CreateToken().Without("sub").With("client_id", "machine").Sign());

        Assert.Equal((200, "machine"), (answer.Status, answer.Body));
    }

    [Fact]
    public async Task Claims_OfTheToken_ReachHandlersAsContextAndUser()
    {
        await using var lab = await JwtLab.StartAsync(map: app => app.MapGet("/claims", (HttpContext context) =>
        {
            var principal = context.GetGateway().Principal!;
            return string.Join('|', principal.Id, principal.Context["claims.sub"], principal.Context["claims.custom:level"], principal.Context["claims.groups"],
                principal.Context["claims.active"], context.User.FindFirstValue("custom:level"), context.User.IsInRole("admin"));
        }).RequireAuthorizer("users"));

        var token = lab.CreateToken().With("custom:level", 7).With("groups", new[] { "a", "b" }).With("active", true).With("roles", new[] { "admin" });

        Assert.Equal("anna|anna|7|a,b|true|7|True", (await lab.AskAsync(token.Sign(), "/claims")).Body);
    }

    [Fact]
    public async Task HeaderName_OfTheOptions_IsWhereTheTokenIs()
    {
        await using var lab = await JwtLab.StartAsync(jwt => jwt.Configure(options => options.HeaderName = "x-token"));
        var token = lab.CreateToken().Sign();

        Assert.Equal(401, await lab.GetStatusAsync(token));
        Assert.Equal(200, (await lab.AskAsync(token, header: "x-token")).Status);
    }

    internal static async Task AssertRefusedAsync(JwtLab lab, string token, string description, string path = "/orders")
    {
        var answer = await lab.AskAsync(token, path);

        Assert.Equal(401, answer.Status);
        Assert.Equal($"Bearer error=\"invalid_token\", error_description=\"{description}\"", answer["WWW-Authenticate"]);
    }
}
