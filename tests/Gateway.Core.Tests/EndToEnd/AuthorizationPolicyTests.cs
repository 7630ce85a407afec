using Gateway.Core.Authorizers;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd;

/// <summary>Authorizers of the gateway inside policies of ASP.NET Core's authorization.</summary>
public class AuthorizationPolicyTests
{
    private readonly FakeAuthorizer _authorizer = new();

    public AuthorizationPolicyTests() =>
        _authorizer.AnswerWith(request => request.Token == "anna" ? AuthorizerResult.Allow("anna") : AuthorizerResult.Deny());

    [Fact]
    public async Task Policy_OnAPlainEndpoint_LetsPassWhomTheAuthorizerAllows()
    {
        await using var app = await StartAsync(app => app
            .MapGet("/one", (HttpContext context) => $"{context.GetGateway().Principal!.Id} {context.User.Identity!.Name}")
            .RequireAuthorization("tenant"));

        Assert.Equal((200, "anna anna"), await AskAsync(app, "/one", "anna"));
        Assert.Equal((200, "anna anna"), await AskAsync(app, "/one", "anna"));
        Assert.Equal(1, _authorizer.Calls);
    }

    [Fact]
    public async Task Policy_Refused_IsAnsweredByTheGatewayAndCountedOnce()
    {
        await using var app = await StartAsync(app => app.MapGet("/one", () => "ok").RequireAuthorization("tenant"));
        using var counter = new RejectionCounter(app);

        var denied = await app.SendAsync("GET", "/one", ("Authorization", "bert"));
        var missing = await app.SendAsync("GET", "/one");

        Assert.Equal((403, "application/problem+json"), (denied.Status, denied["Content-Type"]));
        Assert.Equal((401, "Bearer"), (missing.Status, missing["WWW-Authenticate"]));
        Assert.Contains("\"reason\":\"identity_missing\"", missing.Body, StringComparison.Ordinal);
        Assert.Equal(2, counter.Counted.Count);
    }

    [Fact]
    public async Task Policy_OnAnEndpointWithItsOwnPolicies_RunsEachOnce()
    {
        await using var app = await StartAsync(app => app.MapGet("/one", (HttpContext context) => context.GetGateway().Principal!.Id)
            .WithAddressThrottle(rate: 0.001, burst: 2)
            .RequireAuthorizer("tenant")
            .WithThrottle(rate: 0.001, burst: 2)
            .RequireAuthorization("tenant"));

        Assert.Equal((200, "anna"), await AskAsync(app, "/one", "anna"));
        Assert.Equal((200, "anna"), await AskAsync(app, "/one", "anna"));
        Assert.Equal(429, (await AskAsync(app, "/one", "anna")).Status);
        Assert.Equal(1, _authorizer.Calls);
    }

    [Fact]
    public async Task Policy_AllowsButTheEndpointsOwnAuthorizerDoesNot_Refuses()
    {
        await using var app = await StartAsync(app => app.MapGet("/one", () => "ok").RequireAuthorizer("nobody").RequireAuthorization("tenant"));

        Assert.Equal(403, (await AskAsync(app, "/one", "anna")).Status);
    }

    [Fact]
    public async Task Policy_WithAnAuthorizerThatDoesNotExist_Returns500()
    {
        await using var app = await StartAsync(app => app.MapGet("/one", () => "ok").RequireAuthorization(policy => policy.RequireGatewayAuthorizer("unknown")));

        Assert.Equal(500, (await AskAsync(app, "/one", "anna")).Status);
    }

    [Theory]
    [InlineData("anna", "True")]
    [InlineData("bert", "False")]
    public async Task Policy_AskedForInCode_AnswersAndWritesNothing(string token, string allowed)
    {
        await using var app = await StartAsync(app => app.MapGet("/one", async (HttpContext context, IAuthorizationService authorization) =>
            (await authorization.AuthorizeAsync(context.User, context, "tenant")).Succeeded.ToString()));

        Assert.Equal((200, allowed), await AskAsync(app, "/one", token));
    }

    [Fact]
    public async Task Policy_ForAnotherResource_Refuses()
    {
        await using var app = await StartAsync(app => app.MapGet("/one", async (HttpContext context, IAuthorizationService authorization) =>
            (await authorization.AuthorizeAsync(context.User, new object(), "tenant")).Succeeded.ToString()));

        Assert.Equal((200, "False"), await AskAsync(app, "/one", "anna"));
    }

    [Fact]
    public async Task Policy_OfAHubMethod_AsksForTheConnectionsIdentity()
    {
        await using var app = await StartAsync(app => app.MapHub<Chat>("/chat"));
        await using var anna = await ConnectAsync(app, "anna");
        await using var bert = await ConnectAsync(app, "bert");

        Assert.Equal("said", await anna.InvokeAsync<string>("Say", TestContext.Current.CancellationToken).InTime());
        await Assert.ThrowsAsync<HubException>(() => bert.InvokeAsync<string>("Say", TestContext.Current.CancellationToken).InTime());
        Assert.Equal("heard", await bert.InvokeAsync<string>("Hear", TestContext.Current.CancellationToken).InTime());
    }

    private static async Task<HubConnection> ConnectAsync(GatewayApp app, string token)
    {
        var connection = new HubConnectionBuilder()
            .WithUrl(new Uri(app.Address, "/chat"), options => options.Headers["Authorization"] = token)
            .Build();
        await connection.StartAsync(TestContext.Current.CancellationToken).InTime();
        return connection;
    }

    private static async Task<(int Status, string Body)> AskAsync(GatewayApp app, string path, string token)
    {
        var answer = await app.SendAsync("GET", path, ("Authorization", token));
        return (answer.Status, answer.Body);
    }

    private Task<GatewayApp> StartAsync(Action<WebApplication> map) => GatewayApp.StartAsync(
        gateway =>
        {
            gateway.AddAuthorizer("tenant", tenant => tenant.IdentityFromHeader("Authorization"), _authorizer.AuthorizeAsync)
                .AddAuthorizer("nobody", nobody => nobody.IdentityFromHeader("Authorization"), (_, _) => new(AuthorizerResult.Deny()));
            gateway.Services.AddSignalR();
            gateway.Services.AddAuthorization(options => options.AddPolicy("tenant", policy => policy.RequireGatewayAuthorizer("tenant")));
        },
        app =>
        {
            app.UseAuthorization();
            map(app);
        });

    private sealed class Chat : Hub
    {
        [Authorize("tenant")]
        public string Say() => "said";

        public string Hear() => "heard";
    }
}
