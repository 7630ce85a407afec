using Gateway.Core.Authorizers;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd;

/// <summary>What identifies a caller beside headers, and where the steps before authorizers run for an authorization policy.</summary>
public class AuthorizerSourceTests
{
    private readonly FakeAuthorizer _authorizer = new();

    [Fact]
    public async Task Identity_OfEverySource_IsGivenInItsOrder()
    {
        await using var app = await GatewayApp.StartAsync(
            gateway => gateway
                .AddStage("prod", stage => stage.Variable("tenant", "t1"))
                .AddAuthorizer(
                    "all",
                    all => all.IdentityFromStageVariable("tenant").IdentityFromRouteValue("id").IdentityFromContext("httpMethod").IdentityFromQuery("q"),
                    _authorizer.AuthorizeAsync),
            app =>
            {
                app.MapGet("/orders/{id}", () => "ok").RequireAuthorizer("all").WithStage("prod");
                app.MapGet("/dev/{id}", () => "ok").RequireAuthorizer("all");
            });

        Assert.Equal(200, (await app.SendAsync("GET", "/orders/5?q=x")).Status);
        Assert.Equal(200, (await app.SendAsync("GET", "/orders/6?q=x")).Status);
        Assert.Equal(401, (await app.SendAsync("GET", "/orders/6")).Status);
        Assert.Equal(401, (await app.SendAsync("GET", "/orders/6?q=x&q=y")).Status);
        Assert.Equal(401, (await app.SendAsync("GET", "/dev/5?q=x")).Status);
        Assert.Equal([["t1", "5", "GET", "x"], ["t1", "6", "GET", "x"]], _authorizer.Requests.Select(request => request.Identity));
    }

    [Fact]
    public async Task Policy_OfAuthorization_RunsInTheEndpointsStageAndUnderItsResourcePolicy()
    {
        await using var app = await GatewayApp.StartAsync(
            gateway =>
            {
                gateway.AddStage("prod").AddAuthorizer("tenant", tenant => tenant.IdentityFromHeader("Authorization"), _authorizer.AuthorizeAsync);
                gateway.Services.AddAuthorization(options => options.AddPolicy("tenants", policy => policy.RequireGatewayAuthorizer("tenant")));
            },
            app =>
            {
                app.UseAuthorization();
                app.MapGet("/staged", () => "ok").WithStage("prod").RequireAuthorization("tenants");
                app.MapGet("/denied", () => "ok").RequireResourcePolicy(policy => policy.Allow().Deny(statement => statement.Addresses("127.0.0.0/8")))
                    .RequireAuthorization("tenants");
            });

        Assert.Equal(200, (await app.SendAsync("GET", "/staged", ("Authorization", "anna"))).Status);
        Assert.Equal(403, (await app.SendAsync("GET", "/denied", ("Authorization", "anna"))).Status);
        Assert.Equal("prod", Assert.Single(_authorizer.Requests).Stage.Name);
    }

    [Fact]
    public async Task Flush_WhileAnAnswerIsUnderWay_ServesThoseWhoWaitAndIsNotRemembered()
    {
        var answer = new TaskCompletionSource<AuthorizerResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _authorizer.Answer = (_, _) =>
        {
            asked.TrySetResult();
            return new(answer.Task);
        };
        await using var app = await GatewayApp.StartAsync(
            gateway => gateway.AddAuthorizer("tenant", tenant => tenant.IdentityFromHeader("Authorization"), _authorizer.AuthorizeAsync),
            app => app.MapGet("/one", () => "ok").RequireAuthorizer("tenant"));

        var waiting = app.SendAsync("GET", "/one", ("Authorization", "anna"));
        await asked.Task.InTime();
        app.Services.GetRequiredService<IAuthorizerAdministration>().FlushAll();
        answer.SetResult(AuthorizerResult.Allow("anna"));
        Assert.Equal(200, (await waiting.InTime()).Status);

        _authorizer.AnswerWith(_ => AuthorizerResult.Deny());
        Assert.Equal(403, (await app.SendAsync("GET", "/one", ("Authorization", "anna"))).Status);
    }
}
