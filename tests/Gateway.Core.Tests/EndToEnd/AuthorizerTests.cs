using Gateway.Core.Authorizers;
using Gateway.Core.Authorizers.Policies;
using Gateway.Core.Hosting;
using Gateway.Core.Pipeline;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd;

/// <summary>Authorizers as an app uses them, over real sockets.</summary>
public class AuthorizerTests
{
    private readonly FakeAuthorizer _authorizer = new();

    [Fact]
    public async Task Allow_SecondRequest_IsServedWithoutAnotherCall()
    {
        await using var app = await StartAsync();

        Assert.Equal((200, "anna"), Read(await AskAsync(app, "/one", "anna")));
        Assert.Equal((200, "anna"), Read(await AskAsync(app, "/one", "anna")));
        Assert.Equal(1, _authorizer.Calls);
        Assert.Equal((200, "bert"), Read(await AskAsync(app, "/one", "bert")));
        Assert.Equal(2, _authorizer.Calls);
    }

    [Fact]
    public async Task Allow_OfOneEndpoint_DoesNotCountForAnother()
    {
        _authorizer.AnswerWith(request => request.Endpoint.Id == "GET /one" ? AuthorizerResult.Allow("anna") : AuthorizerResult.Deny());
        await using var app = await StartAsync();

        Assert.Equal(200, (await AskAsync(app, "/one", "anna")).Status);
        Assert.Equal(403, (await AskAsync(app, "/two", "anna")).Status);
        Assert.Equal(200, (await AskAsync(app, "/one", "anna")).Status);
        Assert.Equal(2, _authorizer.Calls);
    }

    [Fact]
    public async Task Allow_OfOneStage_DoesNotCountForAnother()
    {
        _authorizer.AnswerWith(request => request.Stage.Name == "prod" ? AuthorizerResult.Deny() : AuthorizerResult.Allow("anna"));
        await using var app = await GatewayApp.StartAsync(
            gateway => gateway.AddStage("prod").AddAuthorizer("tenant", tenant => tenant.IdentityFromHeader("Authorization"), _authorizer.AuthorizeAsync),
            app =>
            {
                app.MapGet("/dev", () => "ok").RequireAuthorizer("tenant").WithEndpointId("same");
                app.MapGet("/prod", () => "ok").RequireAuthorizer("tenant").WithEndpointId("same").WithStage("prod");
            });

        Assert.Equal(200, (await AskAsync(app, "/dev", "anna")).Status);
        Assert.Equal(403, (await AskAsync(app, "/prod", "anna")).Status);
    }

    [Fact]
    public async Task AllowEverywhere_OtherEndpoint_IsServedWithoutAnotherCall()
    {
        await using var app = await StartAsync(tenant => tenant.AllowEverywhere());

        await AskAsync(app, "/one", "anna");
        Assert.Equal(200, (await AskAsync(app, "/two", "anna")).Status);
        Assert.Equal(1, _authorizer.Calls);
    }

    [Fact]
    public async Task AllowEverywhere_OtherScopes_AsksAgain()
    {
        await using var app = await StartAsync(tenant => tenant.AllowEverywhere());

        await AskAsync(app, "/one", "anna");
        await AskAsync(app, "/scoped", "anna");
        Assert.Equal([[], ["orders.read"]], _authorizer.Requests.Select(request => request.Scopes));
    }

    [Fact]
    public async Task Policy_OtherEndpoint_IsDecidedAnewWithoutAnotherCall()
    {
        _authorizer.AnswerWith(_ => AuthorizerResult.FromPolicy("anna", PolicyDocument.Parse(
            """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"execute-api:Invoke","Resource":"arn:aws:execute-api:*:*:*/*/GET/one"}]}""")));
        await using var app = await StartAsync();

        Assert.Equal(200, (await AskAsync(app, "/one", "anna")).Status);
        Assert.Equal(403, (await AskAsync(app, "/two", "anna")).Status);
        Assert.Equal(1, _authorizer.Calls);
    }

    [Theory]
    [InlineData(299, 1)]
    [InlineData(300, 2)]
    public async Task Allow_AfterTheDefaultTime_IsAskedAgain(int seconds, int calls)
    {
        await using var app = await StartAsync();

        await AskAsync(app, "/one", "anna");
        app.Clock.Advance(TimeSpan.FromSeconds(seconds));
        await AskAsync(app, "/one", "anna");
        Assert.Equal(calls, _authorizer.Calls);
    }

    [Fact]
    public async Task TimeToLive_OfTheAnswer_ShortensTheAuthorizersOwn()
    {
        _authorizer.AnswerWith(request => AuthorizerResult.Allow(request.Token).WithTimeToLive(TimeSpan.FromSeconds(10)));
        await using var app = await StartAsync();

        await AskAsync(app, "/one", "anna");
        app.Clock.Advance(TimeSpan.FromSeconds(10));
        await AskAsync(app, "/one", "anna");
        Assert.Equal(2, _authorizer.Calls);
    }

    [Fact]
    public async Task CacheForZero_EveryRequest_IsAsked()
    {
        await using var app = await StartAsync(tenant => tenant.CacheFor(TimeSpan.Zero));

        await AskAsync(app, "/one", "anna");
        await AskAsync(app, "/one", "anna");
        Assert.Equal(2, _authorizer.Calls);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task Identity_MissingOrEmpty_Returns401WithoutACall(string? token)
    {
        await using var app = await StartAsync();

        var answer = await AskAsync(app, "/one", token);

        Assert.Equal(401, answer.Status);
        Assert.Equal("Bearer", answer["WWW-Authenticate"]);
        Assert.Contains("\"reason\":\"identity_missing\"", answer.Body, StringComparison.Ordinal);
        Assert.Equal(0, _authorizer.Calls);
    }

    [Fact]
    public async Task Identity_PresentedTwice_Returns401WithoutACall()
    {
        await using var app = await StartAsync();
        using var connection = await RawConnection.OpenAsync(app.Address);
        await connection.SendAsync("GET /one HTTP/1.1\r\nHost: a\r\nAuthorization: anna\r\nAuthorization: bert\r\nConnection: close\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 401", await connection.ReadAsync(), StringComparison.Ordinal);
        Assert.Equal(0, _authorizer.Calls);
    }

    [Theory]
    [InlineData("Bearer abc", 200)]
    [InlineData("Basic abc", 401)]
    public async Task IdentityPattern_DecidesBeforeTheAuthorizer(string token, int status)
    {
        await using var app = await GatewayApp.StartAsync(
            gateway => gateway.AddAuthorizer("tenant", tenant => tenant.IdentityFromHeader("Authorization", "^Bearer [a-z]+$"), _authorizer.AuthorizeAsync),
            app => app.MapGet("/one", () => "ok").RequireAuthorizer("tenant"));

        Assert.Equal(status, (await AskAsync(app, "/one", token)).Status);
        Assert.Equal(status == 200 ? 1 : 0, _authorizer.Calls);
    }

    [Fact]
    public async Task Identity_PartsThatJoinToTheSameText_AreDifferentCallers()
    {
        _authorizer.AnswerWith(request => request.Identity[0] == "a-b" ? AuthorizerResult.Allow("good") : AuthorizerResult.Deny());
        await using var app = await GatewayApp.StartAsync(
            gateway => gateway.AddAuthorizer("tenant", tenant => tenant.IdentityFromHeader("x-one").IdentityFromQuery("two"), _authorizer.AuthorizeAsync),
            app => app.MapGet("/one", () => "ok").RequireAuthorizer("tenant"));

        Assert.Equal(200, (await app.SendAsync("GET", "/one?two=c", ("x-one", "a-b"))).Status);
        Assert.Equal(403, (await app.SendAsync("GET", "/one?two=b-c", ("x-one", "a"))).Status);
        Assert.Equal(401, (await app.SendAsync("GET", "/one?two=", ("x-one", "a-b"))).Status);
        Assert.Equal(2, _authorizer.Calls);
    }

    [Fact]
    public async Task UsageIdentifier_OfTheAuthorizer_IsTheCallersKey()
    {
        _authorizer.AnswerWith(request => AuthorizerResult.Allow("anna").WithUsageIdentifier(TestKeys.Alice));
        await using var app = await GatewayApp.StartAsync(
            gateway => gateway
                .AddUsagePlan("free", plan => plan.Rate(0.001).Burst(1))
                .AddApiKey("alice", key => key.Value(TestKeys.Alice).Plans("free"))
                .AddAuthorizer("tenant", tenant => tenant.IdentityFromHeader("Authorization"), _authorizer.AuthorizeAsync),
            app => app.MapGet("/one", (GatewayCaller caller) => caller.Id).RequireAuthorizer("tenant").RequireUsagePlan());

        Assert.Equal((200, "alice"), Read(await AskAsync(app, "/one", "anna")));
        Assert.Equal(429, (await AskAsync(app, "/one", "anna")).Status);
    }

    [Fact]
    public async Task UsageIdentifiers_OfTwoAuthorizersThatDiffer_Return500()
    {
        await using var app = await GatewayApp.StartAsync(
            gateway => gateway
                .AddAuthorizer("one", one => one.IdentityFromHeader("Authorization"), (_, _) => new(AuthorizerResult.Allow("a").WithUsageIdentifier("key-one")))
                .AddAuthorizer("two", two => two.IdentityFromHeader("Authorization"), (_, _) => new(AuthorizerResult.Allow("b").WithUsageIdentifier("key-two"))),
            app => app.MapGet("/one", () => "ok").RequireAuthorizer("one").RequireAuthorizer("two"));

        var answer = await AskAsync(app, "/one", "anna");

        Assert.Equal(500, answer.Status);
        Assert.Contains("\"reason\":\"authorizer_misconfigured\"", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Principal_OfSeveralAuthorizers_IsTheNearestsAndContextsAreJoined()
    {
        await using var app = await GatewayApp.StartAsync(
            gateway => gateway
                .AddAuthorizer("outer", one => one.IdentityFromHeader("Authorization"), (_, _) =>
                    new(AuthorizerResult.Allow("outer").WithContext("tenant", "t1").WithContext("level", 1)))
                .AddAuthorizer("inner", two => two.IdentityFromHeader("Authorization"), (_, _) =>
                    new(AuthorizerResult.Allow("inner").WithContext("level", 2).WithContext("paid", true))),
            app => app.MapGroup("").RequireAuthorizer("outer").MapGet("/one", (HttpContext context) =>
            {
                var principal = context.GetGateway().Principal!;
                var claims = context.User.Claims.Select(claim => $"{claim.Type.Split('/')[^1]}={claim.Value}");
                return $"{principal.Id} {string.Join(' ', principal.Context.OrderBy(value => value.Key).Select(value => $"{value.Key}={value.Value}"))} | {string.Join(' ', claims)} {context.User.Identity!.Name}";
            }).RequireAuthorizer("inner"));

        Assert.Equal(
            "inner level=2 paid=True tenant=t1 | nameidentifier=inner tenant=t1 level=2 paid=true inner",
            (await AskAsync(app, "/one", "anna")).Body);
    }

    [Fact]
    public async Task Flush_OfAnAuthorizer_AsksAgain()
    {
        await using var app = await StartAsync();
        await AskAsync(app, "/one", "anna");
        _authorizer.AnswerWith(_ => AuthorizerResult.Deny());

        app.Services.GetRequiredService<IAuthorizerAdministration>().Flush("tenant");

        Assert.Equal(403, (await AskAsync(app, "/one", "anna")).Status);
    }

    [Theory]
    [InlineData("", 401, """{"message":"Unauthorized"}""", "UnauthorizedException")]
    [InlineData("unauthorized", 401, """{"message":"Unauthorized"}""", "UnauthorizedException")]
    [InlineData("deny", 403, """{"Message":"User is not authorized to access this resource with an explicit deny"}""", "AccessDeniedException")]
    [InlineData("policy deny", 403, """{"Message":"User is not authorized to access this resource with an explicit deny"}""", "AccessDeniedException")]
    [InlineData("policy neither", 403, """{"Message":"User is not authorized to access this resource"}""", "AccessDeniedException")]
    [InlineData("throw", 500, """{"message":null}""", "AuthorizerFailureException")]
    [InlineData("null", 500, """{"message":null}""", "AuthorizerConfigurationException")]
    [InlineData("allow", 200, "anna", null)]
    [InlineData("policy allow", 200, "anna", null)]
    public async Task Reference_Mode_GivesTheReferencesAnswerForEveryOutcome(string token, int status, string body, string? errorType)
    {
        _authorizer.AnswerWith(request => request.Token switch
        {
            "unauthorized" => AuthorizerResult.Unauthorized(),
            "deny" => AuthorizerResult.Deny(),
            "policy deny" => FromPolicy(policy => policy.Allow().Deny(statement => statement.Paths("one"))),
            "policy neither" => FromPolicy(policy => policy.Allow(statement => statement.Paths("other"))),
            "policy allow" => FromPolicy(policy => policy.Allow(statement => statement.Paths("one"))),
            "throw" => throw new InvalidOperationException("secret"),
            "null" => null!,
            _ => AuthorizerResult.Allow("anna"),
        });
        await using var app = await StartAsync(configure: gateway => gateway.Services.AddApiGateway(options => options.Mode = GatewayMode.AmazonApiGateway));

        var answer = await AskAsync(app, "/one", token);

        Assert.Equal((status, body, errorType), (answer.Status, answer.Body, answer["x-amzn-ErrorType"]));
    }

    [Theory]
    [InlineData(false, 200)]
    [InlineData(true, 403)]
    public async Task ResourcePolicy_ThatSaysNothing_IsEnoughUnlessTheDecisionIsLeftToIt(bool isLeft, int status)
    {
        await using var app = await GatewayApp.StartAsync(
            gateway => gateway.AddAuthorizer(
                "tenant",
                tenant => _ = isLeft ? tenant.IdentityFromHeader("Authorization").LeaveDecisionToResourcePolicy() : tenant.IdentityFromHeader("Authorization"),
                _authorizer.AuthorizeAsync),
            app =>
            {
                app.MapGet("/one", () => "ok").RequireAuthorizer("tenant").RequireResourcePolicy(policy => policy.Allow(statement => statement.Paths("other")));
                app.MapGet("/two", () => "ok").RequireAuthorizer("tenant");
            });

        Assert.Equal(status, (await AskAsync(app, "/one", "anna")).Status);
        Assert.Equal(200, (await AskAsync(app, "/two", "anna")).Status);
    }

    private static AuthorizerResult FromPolicy(Action<PolicyBuilder> describe) => AuthorizerResult.FromPolicy("anna", PolicyDocument.Create(describe));

    private static (int Status, string Body) Read(Answer answer) => (answer.Status, answer.Body);

    private static Task<Answer> AskAsync(GatewayApp app, string path, string? token) =>
        token is null ? app.SendAsync("GET", path) : app.SendAsync("GET", path, ("Authorization", token));

    private Task<GatewayApp> StartAsync(
        Action<AuthorizerBuilder>? describe = null,
        Action<IApiGatewayBuilder>? configure = null) => GatewayApp.StartAsync(
        gateway =>
        {
            configure?.Invoke(gateway);
            gateway.AddAuthorizer(
                "tenant",
                tenant =>
                {
                    tenant.IdentityFromHeader("Authorization");
                    describe?.Invoke(tenant);
                },
                _authorizer.AuthorizeAsync);
        },
        app =>
        {
            app.MapGet("/one", (HttpContext context) => context.GetGateway().Principal!.Id).RequireAuthorizer("tenant");
            app.MapGet("/two", () => "two").RequireAuthorizer("tenant");
            app.MapGet("/scoped", () => "scoped").RequireAuthorizer("tenant", "orders.read");
        });
}
