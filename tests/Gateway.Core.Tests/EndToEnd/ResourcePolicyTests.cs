using System.Net;
using System.Text.Json;
using Gateway.Core.Authorizers.Policies;
using Gateway.Core.Hosting;
using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Rejections;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd;

public class ResourcePolicyTests
{
    [Fact]
    public async Task Get_NothingAllows_Is403AndSaysSo()
    {
        await using var app = await StartAsync(app => app.MapGet("/orders", () => "secret")
            .RequireResourcePolicy(policy => policy.Allow(statement => statement.Addresses("10.0.0.0/8"))));

        var answer = await app.AskAsync("/orders");

        Assert.Equal((403, "application/problem+json"), (answer.Status, answer["Content-Type"]));
        Assert.Equal(
            """{"type":"https://tools.ietf.org/html/rfc9110#section-15.5.4","title":"Forbidden","status":403,"detail":"Nothing allows this request.","reason":"access_denied"}""",
            answer.Body);
    }

    [Fact]
    public async Task Get_GroupAndEndpoint_AreOnePolicy()
    {
        await using var app = await StartAsync(app =>
        {
            var group = app.MapGroup("/g").RequireResourcePolicy(PolicyText.Of("execute-api:/*/GET/g/*"));
            group.MapGet("/a", () => "a");
            group.MapGet("/b", () => "b").RequireResourcePolicy(policy => policy.Deny());
            group.MapGet("/c", () => "c").DisableResourcePolicy().RequireResourcePolicy(PolicyDocument.Create(policy => policy.Deny(s => s.Paths("x"))));
            group.MapGet("/d", () => "d").RequireResourcePolicy(policy => policy.Deny()).DisableResourcePolicy();
            group.MapPost("/a", () => "a");
            group.MapPost("/b", () => "b").RequireResourcePolicy(policy => policy.Allow(statement => statement.Methods("POST")));
        });

        Assert.Equal("200 a", await AskAsync(app, "GET", "/g/a"));
        Assert.Equal("403 explicitly_denied", await AskAsync(app, "GET", "/g/b"));
        Assert.Equal("403 access_denied", await AskAsync(app, "GET", "/g/c"));
        Assert.Equal("200 d", await AskAsync(app, "GET", "/g/d"));
        Assert.Equal("403 access_denied", await AskAsync(app, "POST", "/g/a"));
        Assert.Equal("200 b", await AskAsync(app, "POST", "/g/b"));
    }

    [Fact]
    public async Task Get_StageOfTheEndpoint_IsWhatTheResourceNames()
    {
        await using var app = await StartAsync(app =>
        {
            app.MapGet("/a", () => "a").WithStage("prod").RequireResourcePolicy(PolicyText.Of("execute-api:/prod/GET/a"));
            app.MapGet("/b", () => "b").RequireResourcePolicy(PolicyText.Of("execute-api:/$default/GET/b"));
            app.MapGet("/c", () => "c").RequireResourcePolicy(PolicyText.Of("execute-api:/prod/GET/c"));
        });

        Assert.Equal("200 a", await AskAsync(app, "GET", "/a"));
        Assert.Equal("200 b", await AskAsync(app, "GET", "/b"));
        Assert.Equal("403 access_denied", await AskAsync(app, "GET", "/c"));
    }

    // However the path is spelled: what reaches the endpoint is denied, and what is another path reaches another endpoint.
    [Theory]
    [InlineData("/admin", true)]
    [InlineData("/admin/", true)]
    [InlineData("/ADMIN", true)]
    [InlineData("/%61dmin", true)]
    [InlineData("/a/../admin", true)]
    [InlineData("/a/%2e%2e/admin", true)]
    [InlineData("/./admin", true)]
    [InlineData("http://a/admin", true)]
    [InlineData("//admin", false)]
    [InlineData("/admin//", false)]
    [InlineData("/%2fadmin", false)]
    [InlineData("/admin%2f", false)]
    [InlineData("/admin%2F..%2Fopen", false)]
    [InlineData("/%2561dmin", false)]
    [InlineData("/admin;x", false)]
    [InlineData("/admin.", false)]
    [InlineData("/admin%20", false)]
    public async Task Path_HoweverSpelled_IsSeenByThePolicyAsByRouting(string target, bool isAdmin)
    {
        await using var app = await StartAsync(app =>
        {
            var group = app.MapGroup("").RequireResourcePolicy(policy => policy.Allow().Deny(statement => statement.Methods("GET").Paths("admin")));
            group.MapGet("/admin", () => "secret");
            group.MapFallback("/{**path}", () => "open");
        });

        foreach (var method in new[] { "GET", "get" })
        {
            using var connection = await RawConnection.OpenAsync(app.Address);
            await connection.SendAsync($"{method} {target} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            var answer = await connection.ReadAsync();

            Assert.DoesNotContain("secret", answer, StringComparison.Ordinal);
            Assert.Equal(isAdmin, answer.Contains("explicitly_denied", StringComparison.Ordinal));
            Assert.Equal(!isAdmin, answer.Contains("open", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Get_ForwardingHeader_CountsOnlyThroughAKnownProxy()
    {
        static void Map(WebApplication app) => app.MapGet("/", () => "ok").RequireResourcePolicy(policy => policy.Allow(s => s.Addresses("198.51.100.0/24")));
        var trust = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor };
        trust.KnownProxies.Add(IPAddress.Loopback);
        await using var alone = await StartAsync(Map);
        await using var behind = await StartAsync(app =>
        {
            app.UseForwardedHeaders(trust);
            Map(app);
        });
        var header = ("X-Forwarded-For", "198.51.100.7");

        Assert.Equal(403, (await alone.SendAsync("GET", "/", header)).Status);
        Assert.Equal(200, (await behind.SendAsync("GET", "/", header)).Status);
        Assert.Equal(403, (await behind.SendAsync("GET", "/", ("X-Forwarded-For", "198.51.100.7, 203.0.113.1"))).Status);
    }

    [Fact]
    public async Task Get_ThePolicyStandsFirst_RefusedRequestsReachNoLimitAndNoKey()
    {
        await using var app = await StartAsync(app => app.MapGet("/", () => "ok").WithThreeFeatures().WithAddressThrottle(0.001, 1)
            .RequireResourcePolicy(policy => policy.Allow(statement => statement.Header("X-Env", "good"))));

        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(403, (await app.AskAsync("/", TestKeys.Alice)).Status);
        }

        Assert.Equal(0, app.GetUsed());
        Assert.Equal(200, (await app.SendAsync("GET", "/", ("x-api-key", TestKeys.Alice), ("X-Env", "good"))).Status);
        Assert.Equal(429, (await app.SendAsync("GET", "/", ("x-api-key", TestKeys.Alice), ("X-Env", "good"))).Status);
    }

    [Theory]
    [InlineData("/silent", "200 ok", 1)]
    [InlineData("/deny", "403 explicitly_denied", 0)]
    [InlineData("/others", "403 explicitly_denied", 1)]
    [InlineData("/freed", "403 access_denied", 0)]
    public async Task Get_AuthorizerOnTheEndpoint_IsAskedUnlessThePolicyDeniesEverybody(string path, string answer, int calls)
    {
        var authorizer = new FakeAuthorizer();
        await using var app = await GatewayApp.StartAsync(
            gateway => gateway.AddAuthorizer("a", a => a.IdentityFromHeader("Host"), authorizer.AuthorizeAsync),
            app =>
            {
                app.MapGet("/silent", () => "ok").RequireAuthorizer("a").RequireResourcePolicy(Nothing);
                app.MapGet("/deny", () => "ok").RequireAuthorizer("a").RequireResourcePolicy(policy => policy.Deny());
                app.MapGet("/others", () => "ok").RequireAuthorizer("a").RequireResourcePolicy(
                    """{"Statement":{"Effect":"Deny","NotPrincipal":{"AWS":"123456789012"},"Action":"*","Resource":"*"}}""");
                app.MapGet("/freed", () => "ok").RequireAuthorizer("a").DisableAuthorizer().RequireResourcePolicy(Nothing);
            });

        Assert.Equal(answer, await AskAsync(app, "GET", path));
        Assert.Equal(calls, authorizer.Calls);
    }

    [Fact]
    public async Task Get_TimeInThePolicy_IsReadForEachRequest()
    {
        await using var app = await StartAsync(app => app.MapGet("/", () => "ok").RequireResourcePolicy(policy => policy
            .Allow(statement => statement.Until(new DateTimeOffset(2026, 3, 4, 12, 0, 10, TimeSpan.Zero)))));

        Assert.Equal(200, (await app.AskAsync("/")).Status);
        app.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(403, (await app.AskAsync("/")).Status);
    }

    [Theory]
    [InlineData("/orders/1", "", "arn:aws:execute-api:eu-west-1:********9012:a1b2c3/prod/GET/orders/1")]
    [InlineData("/orders/%22%7D%3Cb%3E%C3%A9%0A", "", "arn:aws:execute-api:eu-west-1:********9012:a1b2c3/prod/GET/orders/\"}<b>\u00e9\n")]
    [InlineData("/orders/1?deny", " with an explicit deny", "arn:aws:execute-api:eu-west-1:********9012:a1b2c3/prod/GET/orders/1")]
    public async Task Get_InTheReferencesMode_HasItsTextStatusAndMember(string target, string ending, string resource)
    {
        await using var app = await StartAsync(MapOrders, UseReferenceMode, SetScope);

        var answer = await app.SendAsync("GET", target, [.. target.Contains('?', StringComparison.Ordinal) ? [("X-Deny", "yes")] : Array.Empty<(string, string)>()]);

        Assert.Equal((403, "AccessDeniedException", "application/json"), (answer.Status, answer["x-amzn-ErrorType"], answer["Content-Type"]));
        using var body = JsonDocument.Parse(answer.Body);
        Assert.Equal(
            $"User: anonymous is not authorized to perform: execute-api:Invoke on resource: {resource}{ending}",
            Assert.Single(body.RootElement.EnumerateObject(), member => member.Name == "Message").Value.GetString());
    }

    [Fact]
    public async Task Get_InTheReferencesModeWithALongPath_IsNotEchoedWhole()
    {
        await using var app = await StartAsync(MapOrders, UseReferenceMode);

        var answer = await app.AskAsync("/orders/" + string.Concat(Enumerable.Repeat("%F0%9F%98%80", 600)));

        using var body = JsonDocument.Parse(answer.Body);
        Assert.Equal(403, answer.Status);
        Assert.StartsWith(
            "User: anonymous is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api::********:/prod/GET/orders/\U0001F600",
            body.RootElement.GetProperty("Message").GetString(),
            StringComparison.Ordinal);
        Assert.InRange(answer.Body.Length, 1_600, 10_000);
    }

    [Fact]
    public async Task Get_ReplacedResponse_HasTheMessageWhereTheTemplateNamesIt()
    {
        await using var app = await StartAsync(MapOrders, UseReferenceMode, SetScope, gateway => gateway
            .ConfigureRejection(RejectionReason.AccessDenied, response => response.Templates["application/json"] = """{"error":$context.error.messageString}""")
            .ConfigureRejection(RejectionReason.ExplicitlyDenied, response => response.Status = 404));

        using var body = JsonDocument.Parse((await app.AskAsync("/orders/1")).Body);
        var denied = await app.SendAsync("GET", "/orders/1", ("X-Deny", "yes"));

        Assert.EndsWith(":a1b2c3/prod/GET/orders/1", body.RootElement.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal(404, denied.Status);
        Assert.StartsWith("{\"Message\":\"User: anonymous is not authorized", denied.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_MalformedDocuments_AreAllNamedWithEndpointAndPlace() => Assert.Equal(
        [
            "Endpoint 'GET /a': its resource policy cannot be read: Statement.Condition.StringEqualz is not a condition operator.",
            "Endpoint 'GET /b': its resource policy cannot be read: The policy document is not JSON at line 1, column 2.",
            "Endpoint 'GET /b': its resource policy cannot be read: The policy has 8193 characters; 8192 are allowed for a resource policy.",
        ],
        (await GatewayStart.GetErrorsAsync(_ => { }, app =>
        {
            app.MapGet("/a", () => "a").RequireResourcePolicy(
                """{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEqualz":{}}}}""");
            app.MapGet("/b", () => "b").RequireResourcePolicy("{").RequireResourcePolicy(PolicyText.Of("*").PadRight(8_193));
            app.MapGet("/c", () => "c").RequireResourcePolicy("{").DisableResourcePolicy();
            app.MapGet("/d", () => "d").RequireResourcePolicy(PolicyText.Of("*").PadRight(8_192));
        })).Select(error => error.Split(" Known")[0]));

    [Fact]
    public async Task Require_WrongArgument_ThrowsAtTheCall()
    {
        await using var app = await StartAsync(app =>
        {
            var endpoint = app.MapGet("/", () => "ok");
            Assert.Throws<ArgumentNullException>(() => endpoint.RequireResourcePolicy((string)null!));
            Assert.Throws<ArgumentNullException>(() => endpoint.RequireResourcePolicy((PolicyDocument)null!));
            Assert.Throws<ArgumentNullException>(() => endpoint.RequireResourcePolicy((Action<PolicyBuilder>)null!));
            Assert.Throws<ArgumentException>(() => endpoint.RequireResourcePolicy(PolicyDocument.Parse(PolicyText.Of("*").PadRight(8_193))));
        });

        Assert.Equal(200, (await app.AskAsync("/")).Status);
    }

    private static void Nothing(PolicyBuilder policy) => policy.Allow(statement => statement.Paths("nothing"));

    private static void MapOrders(WebApplication app) => app.MapGet("/orders/{id}", () => "secret").WithStage("prod")
        .RequireResourcePolicy(policy => policy
            .Allow(statement => statement.Addresses("10.0.0.0/8"))
            .Deny(statement => statement.Header("X-Deny", "*")));

    private static void UseReferenceMode(IApiGatewayBuilder gateway) =>
        gateway.Services.AddApiGateway(options => options.Mode = GatewayMode.AmazonApiGateway);

    private static void SetScope(IApiGatewayBuilder gateway) => gateway.Services.AddApiGateway(
        StartAttempt.Section("PolicyScope:Region = eu-west-1", "PolicyScope:AccountId = 123456789012", "PolicyScope:ApiId = a1b2c3"));

    private static Task<GatewayApp> StartAsync(Action<WebApplication> map, params Action<IApiGatewayBuilder>[] more) => GatewayApp.StartAsync(
        gateway =>
        {
            ThreeFeatures.Add(gateway);
            foreach (var add in more)
            {
                add(gateway);
            }
        },
        map);

    private static async Task<string> AskAsync(GatewayApp app, string method, string path)
    {
        var answer = await app.SendAsync(method, path);
        if (answer.Status < 400)
        {
            return $"{answer.Status} {answer.Body}";
        }

        using var body = JsonDocument.Parse(answer.Body);
        return $"{answer.Status} {body.RootElement.GetProperty("reason").GetString()}";
    }

}
