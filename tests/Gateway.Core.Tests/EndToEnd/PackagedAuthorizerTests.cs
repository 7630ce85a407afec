using Gateway.Core.Authorizers;
using Gateway.Core.Hosting;
using Gateway.Core.Pipeline;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd;

/// <summary>What a package that brings an authorizer needs beyond what an app does.</summary>
public class PackagedAuthorizerTests
{
    private const string Challenge = "Bearer error=\"insufficient_scope\", scope=\"orders.read\"";

    [Fact]
    public async Task Create_GivesTheAuthorizerOfEachCall()
    {
        var made = 0;
        await using var app = await StartAsync(_ => AuthorizerResult.Allow("anna"), create: () => made++);

        Assert.Equal(0, made);
        Assert.Equal(200, (await AskAsync(app)).Status);
        Assert.Equal(200, (await AskAsync(app)).Status);
        Assert.Equal(1, made);
    }

    [Theory]
    [InlineData(GatewayMode.Standard, Challenge, Challenge)]
    [InlineData(GatewayMode.Standard, null, null)]
    [InlineData(GatewayMode.AmazonApiGateway, Challenge, null)]
    public async Task Deny_WithAChallenge_SendsItWith403AlsoWhenRemembered(GatewayMode mode, string? challenge, string? sent)
    {
        var calls = 0;
        await using var app = await StartAsync(
            _ =>
            {
                calls++;
                return AuthorizerResult.Deny(challenge);
            },
            gateway => gateway.Services.AddApiGateway(options => options.Mode = mode));

        for (var i = 0; i < 2; i++)
        {
            var answer = await AskAsync(app);
            Assert.Equal((403, sent), (answer.Status, answer["WWW-Authenticate"]));
        }

        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task Deny_ReplacedByAnotherStatus_SendsNoChallenge()
    {
        await using var app = await StartAsync(
            _ => AuthorizerResult.Deny(Challenge), gateway => gateway.ConfigureRejection("default_4xx", response => response.Status = 404));

        var answer = await AskAsync(app);

        Assert.Equal((404, null), (answer.Status, answer["WWW-Authenticate"]));
    }

    [Fact]
    public void Deny_WithAChallengeThatIsNoHeader_Throws() => Assert.Throws<ArgumentException>(() => AuthorizerResult.Deny("Bearer\r\nx: y"));

    [Fact]
    public void WithContext_SeveralValues_AddsThemToThoseBefore()
    {
        var result = AuthorizerResult.Allow("anna").WithContext("level", 1).WithContext("tenant", "t1")
            .WithContext([new("tenant", "t2"), new("claims.sub", "anna")]);

        Assert.Equal(
            [new("level", 1L), new("tenant", "t2"), new("claims.sub", "anna")],
            result.Context);
        Assert.Throws<ArgumentException>(() => result.WithContext([new(new string('n', 257), "")]));
        Assert.Throws<ArgumentNullException>(() => result.WithContext([new("name", null!)]));
    }

    [Fact]
    public async Task CheckAtStart_WithErrors_StopsTheStartWithAllOfThem()
    {
        var errors = await GatewayStart.GetErrorsAsync(gateway => gateway.AddAuthorizer(
            "users",
            users => users.CheckAtStart(path => [$"{path}:Issuer: is missing.", $"{path}:Audiences: is empty."]),
            (_, _) => new(AuthorizerResult.Deny())));

        Assert.Equal(3, errors.Count);
        Assert.Contains("ApiGateway:Authorizers:users:Issuer: is missing.", errors);
        Assert.Contains("ApiGateway:Authorizers:users:Audiences: is empty.", errors);
    }

    private static Task<GatewayApp> StartAsync(
        Func<AuthorizerRequest, AuthorizerResult> answer,
        Action<IApiGatewayBuilder>? configure = null,
        Action? create = null) => GatewayApp.StartAsync(
        gateway =>
        {
            configure?.Invoke(gateway);
            gateway.AddAuthorizer("users", users => users.IdentityFromHeader("Authorization"), _ =>
            {
                create?.Invoke();
                return new Packaged(answer);
            });
        },
        app => app.MapGet("/one", (HttpContext context) => context.GetGateway().Principal!.Id).RequireAuthorizer("users"));

    private static Task<Answer> AskAsync(GatewayApp app) => app.SendAsync("GET", "/one", ("Authorization", "anna"));

    private sealed class Packaged(Func<AuthorizerRequest, AuthorizerResult> answer) : IGatewayAuthorizer
    {
        public ValueTask<AuthorizerResult> AuthorizeAsync(AuthorizerRequest request, CancellationToken cancellationToken) => new(answer(request));
    }
}
