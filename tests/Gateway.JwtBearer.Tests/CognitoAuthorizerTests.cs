using Gateway.Core.Tests.Support;
using Gateway.JwtBearer.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.JwtBearer.Tests;

/// <summary>Tokens of a user pool, by the rules of REST APIs (AWS-SEMANTICS 5.8 is Amazon API Gateway's COGNITO_USER_POOLS).</summary>
public class CognitoAuthorizerTests
{
    [Theory]
    [InlineData("client-1", 200)]
    [InlineData("client-2", 200)]
    [InlineData("client-3", 401)]
    public async Task IdToken_WithoutScopesAskedFor_IsForOneOfTheClients(string client, int status)
    {
        await using var lab = await JwtLab.StartUserPoolAsync();

        Assert.Equal(status, await lab.GetStatusAsync(CreateIdToken(lab).With("aud", client).Sign()));
    }

    [Theory]
    [InlineData("client-1", 200)]
    [InlineData("client-3", 401)]
    public async Task AccessToken_WithScopesAskedFor_IsOfOneOfTheClients(string client, int status)
    {
        await using var lab = await JwtLab.StartUserPoolAsync();

        Assert.Equal(status, await lab.GetStatusAsync(CreateAccessToken(lab).With("client_id", client).Sign(), "/read"));
    }

    [Fact]
    public async Task Token_OfTheOtherUse_IsRefused()
    {
        await using var lab = await JwtLab.StartUserPoolAsync();

        await JwtAuthorizerTests.AssertRefusedAsync(lab, CreateAccessToken(lab).Sign(), "the token is not an ID token");
        await JwtAuthorizerTests.AssertRefusedAsync(
            lab, CreateIdToken(lab).With("scope", "orders.read").Sign(), "the token is not an access token", "/read");
        await JwtAuthorizerTests.AssertRefusedAsync(lab, CreateIdToken(lab).Without("token_use").Sign(), "the token is not an ID token");
    }

    [Fact]
    public async Task AccessToken_WithoutTheScope_Returns401()
    {
        await using var lab = await JwtLab.StartUserPoolAsync();

        var answer = await lab.AskAsync(CreateAccessToken(lab).With("scope", "openid").Sign(), "/read");

        Assert.Equal(401, answer.Status);
        Assert.Equal("Bearer error=\"insufficient_scope\", scope=\"orders.read orders.write\"", answer["WWW-Authenticate"]);
    }

    [Fact]
    public void Options_OfAPool_AreItsIssuerAndGroups()
    {
        var options = CognitoUserPool.CreateOptions("eu-west-1_Ab12Cd34E");

        Assert.Equal("https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Ab12Cd34E", options.Issuer);
        Assert.Equal("https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Ab12Cd34E/.well-known/openid-configuration", options.GetMetadataAddress());
        Assert.Equal("cognito:groups", options.RoleClaimType);
    }

    [Fact]
    public async Task Groups_OfThePool_AreRoles()
    {
        await using var issuer = await TestIssuer.StartAsync();
        await using var app = await GatewayApp.StartAsync(
            gateway => gateway.AddCognitoAuthorizer("users", "eu-west-1_Ab12Cd34E", pool =>
                pool.Audiences("client-1").Issuer(issuer.Name).Configure(options => options.RequireHttpsMetadata = false)),
            app => app.MapGet("/", (HttpContext context) =>
                $"{context.User.IsInRole("admins")} {context.User.IsInRole("guests")} {context.GetGateway().Principal!.Context["claims.cognito:groups"]}")
                .RequireAuthorizer("users"));
        var token = new TestToken(issuer, app.Clock.GetUtcNow()).With("token_use", "id").With("aud", "client-1")
            .With("cognito:groups", new[] { "admins", "staff" }).Sign();

        Assert.Equal("True False admins,staff", (await app.SendAsync("GET", "/", ("Authorization", token))).Body);
    }

    [Theory]
    [InlineData("eu-west-1")]
    [InlineData("eu-west-1_")]
    [InlineData("eu-west-1_a/b")]
    [InlineData("evil.example.com/_a")]
    public void UserPoolId_OfAnotherForm_Throws(string id) =>
        Assert.Throws<ArgumentException>(() => CognitoUserPool.CreateOptions(id));

    [Fact]
    public async Task ClientIds_None_StopTheStart()
    {
        var error = Assert.Single(await GatewayStart.GetErrorsAsync(gateway => gateway.AddCognitoAuthorizer("pool", "eu-west-1_Ab12Cd34E")));

        Assert.StartsWith("ApiGateway:Authorizers:pool:Audiences: is empty", error, StringComparison.Ordinal);
    }

    private static TestToken CreateIdToken(JwtLab lab) => lab.CreateToken().With("token_use", "id").With("aud", "client-1");

    private static TestToken CreateAccessToken(JwtLab lab) => lab.CreateToken()
        .Without("aud").With("token_use", "access").With("client_id", "client-1").With("scope", "openid orders.read");
}
