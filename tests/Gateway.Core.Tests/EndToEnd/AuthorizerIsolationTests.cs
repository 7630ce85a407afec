using System.Security.Claims;
using Gateway.Core.Authorizers;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd;

/// <summary>What an authorizer says of one request reaches no other, and what it says of one endpoint opens no other.</summary>
public class AuthorizerIsolationTests
{
    private readonly FakeAuthorizer _authorizer = new();

    [Fact]
    public async Task UsageIdentifier_OfARefusedRequest_IsNotTheNextOnesKey()
    {
        _authorizer.AnswerWith(_ => AuthorizerResult.Deny().WithUsageIdentifier(TestKeys.Alice));
        await using var app = await StartAsync(app =>
        {
            app.MapGet("/denied", () => "ok").RequireAuthorizer("tenant");
            app.MapGet("/keyed", () => "ok").RequireUsagePlan();
        });
        using var connection = await RawConnection.OpenAsync(app.Address);

        await connection.SendAsync("GET /denied HTTP/1.1\r\nHost: a\r\nAuthorization: anna\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 403", await connection.ReadAsync("explicitly_denied\"}"), StringComparison.Ordinal);
        await connection.SendAsync("GET /keyed HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 401", await connection.ReadAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task User_ReadAfterTheRequestHasEnded_IsNotTheNextOnes()
    {
        await using var app = await StartAsync(app =>
        {
            app.Use((context, next) =>
            {
                // Registered first, so it runs last: after the gateway has given back what it rented.
                context.Response.OnCompleted(() =>
                {
                    context.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, $"late {context.User.Identity?.Name}")], "late"));
                    return Task.CompletedTask;
                });
                return next(context);
            });
            app.MapGet("/who", (HttpContext context) => $"[{context.User.Identity!.Name}]").RequireAuthorizer("tenant");
        });
        using var connection = await RawConnection.OpenAsync(app.Address);

        foreach (var token in (string[])["anna", "bert", "anna"])
        {
            await connection.SendAsync($"GET /who HTTP/1.1\r\nHost: a\r\nAuthorization: {token}\r\n\r\n");
            Assert.Contains($"[{token}]", await connection.ReadAsync("]"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task User_ReadBetweenTwoAuthorizers_IsMadeAnewForTheHandler()
    {
        string? seen = null;
        await using var app = await StartAsync(
            app => app.MapGet("/one", (HttpContext context) => context.User.Identity!.Name).RequireAuthorizer("tenant").RequireAuthorizer("inner"),
            gateway => gateway.AddAuthorizer("inner", inner => inner.IdentityFromHeader("Authorization"), (request, _) =>
            {
                seen = request.HttpContext.User.Identity?.Name;
                return new(AuthorizerResult.Allow("inner"));
            }));

        Assert.Equal("inner", (await app.SendAsync("GET", "/one", ("Authorization", "anna"))).Body);
        Assert.Equal("anna", seen);
    }

    [Fact]
    public async Task Allow_OfOneEndpoint_DoesNotCountForAnotherOfTheSameId()
    {
        _authorizer.AnswerWith(request => request.Endpoint.Metadata.GetMetadata<AdminOnly>() is null ? AuthorizerResult.Allow("anna") : AuthorizerResult.Deny());
        await using var app = await StartAsync(app =>
        {
            app.MapGet("/orders/{id:int}", () => "ok").RequireAuthorizer("tenant");
            app.MapGet("/orders/{id:guid}", () => "secret").RequireAuthorizer("tenant").WithMetadata(new AdminOnly());
        });

        Assert.Equal(200, (await app.SendAsync("GET", "/orders/5", ("Authorization", "anna"))).Status);
        Assert.Equal(403, (await app.SendAsync("GET", "/orders/6b1f0c2e-0000-4000-8000-0123456789ab", ("Authorization", "anna"))).Status);
    }

    [Fact]
    public async Task Policy_OfOneEndpoint_DoesNotLetAHandlerRunAnotherUnchecked()
    {
        _authorizer.AnswerWith(request => request.Endpoint.Id == "GET /guarded" ? AuthorizerResult.Deny() : AuthorizerResult.Allow("anna"));
        await using var app = await StartAsync(app =>
        {
            app.MapGet("/guarded", () => "secret").RequireAuthorizer("tenant");
            app.MapGet("/open", (HttpContext context, EndpointDataSource endpoints) => endpoints.Endpoints
                .Single(endpoint => endpoint.DisplayName!.Contains("/guarded", StringComparison.Ordinal)).RequestDelegate!(context)).RequireAuthorization("tenants");
        });

        var answer = await app.SendAsync("GET", "/open", ("Authorization", "anna"));

        Assert.Equal(403, answer.Status);
        Assert.DoesNotContain("secret", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Policy_RefusedInCode_LeavesTheAnswerToWhoeverChallenges()
    {
        _authorizer.AnswerWith(_ => AuthorizerResult.Deny());
        await using var app = await StartAsync(
            app => app.MapGet("/one", async (HttpContext context, IAuthorizationService authorization) =>
                (await authorization.AuthorizeAsync(context.User, context, "tenants")).Succeeded ? Results.Ok() : Results.Challenge(authenticationSchemes: ["ApiKey"])),
            gateway => gateway.Services.AddAuthentication().AddApiKey());

        Assert.Equal(401, (await app.SendAsync("GET", "/one", ("Authorization", "anna"))).Status);
    }

    [Fact]
    public async Task Policy_AskedAgainAfterAFailure_AsksAgain()
    {
        var fails = true;
        _authorizer.AnswerWith(_ => fails ? throw new InvalidOperationException("broken") : AuthorizerResult.Deny());
        await using var app = await StartAsync(app => app.MapGet("/one", async (HttpContext context, IAuthorizationService authorization) =>
        {
            var first = await authorization.AuthorizeAsync(context.User, context, "tenants");
            fails = false;
            var second = await authorization.AuthorizeAsync(context.User, context, "tenants");
            return $"{first.Succeeded} {second.Succeeded}";
        }));

        Assert.Equal("False False", (await app.SendAsync("GET", "/one", ("Authorization", "anna"))).Body);
    }

    private Task<GatewayApp> StartAsync(Action<WebApplication> map, Action<Gateway.Core.Hosting.IApiGatewayBuilder>? configure = null) => GatewayApp.StartAsync(
        gateway =>
        {
            gateway.AddUsagePlan("free", plan => plan.Rate(100))
                .AddApiKey("alice", key => key.Value(TestKeys.Alice).Plans("free"))
                .AddAuthorizer("tenant", tenant => tenant.IdentityFromHeader("Authorization"), _authorizer.AuthorizeAsync);
            gateway.Services.AddAuthorization(options => options.AddPolicy("tenants", policy => policy.RequireGatewayAuthorizer("tenant")));
            configure?.Invoke(gateway);
        },
        app =>
        {
            app.UseAuthorization();
            map(app);
        });

    private sealed class AdminOnly;
}
