using Gateway.Core.Hosting;
using Gateway.Core.Pipeline;
using Gateway.Core.Tests.EndToEnd.Conventions;
using Gateway.Core.Tests.Support;
using Gateway.Core.UsagePlans;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd;

/// <summary>The headers that tell callers what their plan leaves them.</summary>
public class RateLimitHeadersTests
{
    private const string Policy = "\"free-rate\";q=4;w=2, \"free-quota\";q=10;w=86400";

    [Fact]
    public void RateLimitHeaders_Defaults_AreOff()
    {
        Assert.False(new ApiGatewayOptions().RateLimitHeaders);
        Assert.Null(new UsagePlanOptions().RateLimitHeaders);
    }

    [Fact]
    public void RateLimitHeaders_OfTheBuilder_SetsTheOption()
    {
        var options = new UsagePlanOptions();
        var builder = new UsagePlanBuilder(options);

        Assert.Same(builder, builder.RateLimitHeaders());
        Assert.True(options.RateLimitHeaders);
        builder.RateLimitHeaders(enabled: false);
        Assert.False(options.RateLimitHeaders);
    }

    [Fact]
    public async Task Get_AdmittedThenRefusedByTheRate_TellsTheLevelsEachTime()
    {
        await using var app = await StartAsync();

        Assert.Equal(
            [
                "200 \"free-rate\";r=3;t=1, \"free-quota\";r=9;t=43200",
                "200 \"free-rate\";r=2;t=1, \"free-quota\";r=8;t=43200",
                "200 \"free-rate\";r=1;t=2, \"free-quota\";r=7;t=43200",
                "200 \"free-rate\";r=0;t=2, \"free-quota\";r=6;t=43200",
                "429 \"free-rate\";r=0;t=2, \"free-quota\";r=6;t=43200",
            ],
            await AskTimesAsync(app, "/orders", 5));
        app.Clock.Advance(TimeSpan.FromSeconds(1.5));
        Assert.Equal(["200 \"free-rate\";r=2;t=1, \"free-quota\";r=5;t=43199"], await AskTimesAsync(app, "/orders", 1));
    }

    [Fact]
    public async Task Get_QuotaUsedUp_TellsItFirstUntilThePeriodEnds()
    {
        await using var app = await StartAsync();
        app.Services.GetRequiredService<IUsageAdministration>().ExtendQuota("alice", "free", 1);
        Assert.Equal(200, (await app.AskAsync("/charge/10", TestKeys.Alice)).Status);
        app.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(["429 \"free-quota\";r=0;t=43140, \"free-rate\";r=4;t=0"], await AskTimesAsync(app, "/orders", 1));
        app.Clock.Advance(TimeSpan.FromSeconds(43_140));
        Assert.Equal(["200 \"free-rate\";r=3;t=1, \"free-quota\";r=9;t=86400"], await AskTimesAsync(app, "/orders", 1));
    }

    [Fact]
    public async Task Get_HandlerCharges_TellsWhatIsLeftAfterwards()
    {
        await using var app = await StartAsync();

        Assert.Equal(["200 \"free-rate\";r=1;t=2, \"free-quota\";r=7;t=43200"], await AskTimesAsync(app, "/charge/2", 1));
        Assert.Equal(["200 \"free-rate\";r=0;t=4, \"free-quota\";r=0;t=43200"], (await AskTimesAsync(app, "/charge/100", 1)).Select(SortByName));
    }

    [Fact]
    public async Task Get_EndpointWithARateOfItsOwn_TellsThatRate()
    {
        await using var app = await StartAsync();

        var answer = await app.AskAsync("/own", TestKeys.Alice);
        Assert.Equal("\"free-rate GET /own\";q=2;w=20, \"free-quota\";q=10;w=86400", answer["RateLimit-Policy"]);
        Assert.Equal("\"free-rate GET /own\";r=1;t=10, \"free-quota\";r=9;t=43200", answer["RateLimit"]);
        Assert.Equal(
            ["200 \"free-rate GET /own\";r=0;t=20, \"free-quota\";r=8;t=43200", "429 \"free-rate GET /own\";r=0;t=20, \"free-quota\";r=8;t=43200"],
            await AskTimesAsync(app, "/own", 2));
        Assert.Equal(["200 \"free-rate\";r=3;t=1, \"free-quota\";r=7;t=43200"], await AskTimesAsync(app, "/orders", 1));
    }

    [Fact]
    public async Task Get_RefusedByALimitForAll_TellsTheCallersOwnAndSpendsNothing()
    {
        await using var app = await StartAsync();

        Assert.Equal(
            ["200 \"free-rate\";r=3;t=1, \"free-quota\";r=9;t=43200", "429 \"free-rate\";r=3;t=1, \"free-quota\";r=9;t=43200"],
            await AskTimesAsync(app, "/shared", 2));
    }

    [Fact]
    public async Task Get_RefusedByConcurrency_TellsTheLevels()
    {
        await using var app = await StartAsync();
        var running = app.AskAsync("/nested", TestKeys.Bob);

        Assert.Equal("429 \"one-quota\";r=9;t=43200", (await running).Body);
    }

    [Fact]
    public async Task Get_RefusedAfterAdmission_TellsTheLevels()
    {
        await using var app = await StartAsync();

        var answer = await app.SendAsync("GET", "/step", ("x-api-key", TestKeys.Alice), ("x-refuse", "yes"));

        Assert.Equal((409, Policy), (answer.Status, answer["RateLimit-Policy"]));
        Assert.Equal("\"free-rate\";r=3;t=1, \"free-quota\";r=9;t=43200", answer["RateLimit"]);
    }

    [Theory]
    [InlineData(null, "/orders", 401)]
    [InlineData("gw_demo_wrong", "/orders", 401)]
    [InlineData(TestKeys.Alice, "/pro", 403)]
    [InlineData(TestKeys.Alice, "/open", 200)]
    [InlineData(TestKeys.Carol, "/orders", 200)]
    public async Task Get_NotChargedToAPlanThatTells_TellsNothing(string? key, string path, int status)
    {
        await using var app = await StartAsync();

        var answer = await app.AskAsync(path, key);

        Assert.Equal((status, null, null), (answer.Status, answer["RateLimit-Policy"], answer["RateLimit"]));
    }

    [Theory]
    [InlineData("HEAD", "/orders", 200)]
    [InlineData("GET", "/throws", 500)]
    [InlineData("GET", "/missing", 404)]
    public async Task Send_AnyAnswer_CarriesBothHeadersOnce(string method, string path, int status)
    {
        await using var app = await StartAsync();

        var answer = await app.SendAsync(method, path, ("x-api-key", TestKeys.Alice));

        Assert.Equal((status, Policy), (answer.Status, answer["RateLimit-Policy"]));
        Assert.Equal("\"free-rate\";r=3;t=1, \"free-quota\";r=9;t=43200", answer["RateLimit"]);
    }

    [Fact]
    public async Task Grpc_AdmittedOrRefused_CarriesTheHeadersInFrontAndNotInTheTrailers()
    {
        await using var app = await GatewayApp.StartAsync(
            gateway => gateway.AddUsagePlan("free", plan => plan.Rate(1).Burst(1).RateLimitHeaders())
                .AddApiKey("alice", key => key.Value(TestKeys.Alice).Plans("free")),
            app => app.MapGrpcService<GrpcConventionTests.OrdersService>().RequireUsagePlan(),
            builder => builder.Services.AddGrpc(),
            HttpProtocols.Http2);
        using var channel = GrpcChannel.ForAddress(app.Address);
        AsyncUnaryCall<string> Call() => channel.CreateCallInvoker().AsyncUnaryCall(
            GrpcConventionTests.OrdersServiceBase.Method,
            host: null,
            new CallOptions(new Metadata { { "x-api-key", TestKeys.Alice } }, cancellationToken: TestContext.Current.CancellationToken),
            "hello");

        using var admitted = Call();
        Assert.Equal("$default alice", await admitted);
        Assert.Equal("\"free-rate\";r=0;t=1", (await admitted.ResponseHeadersAsync).GetValue("ratelimit"));
        Assert.DoesNotContain(admitted.GetTrailers(), entry => entry.Key.StartsWith("ratelimit", StringComparison.Ordinal));

        using var refused = Call();
        var exception = await Assert.ThrowsAsync<RpcException>(async () => await refused);
        Assert.Equal(StatusCode.ResourceExhausted, exception.StatusCode);
        Assert.Equal("\"free-rate\";q=1;w=1", (await refused.ResponseHeadersAsync).GetValue("ratelimit-policy"));
    }

    [Fact]
    public async Task Get_EndpointIdBeyondAscii_IsEscaped()
    {
        await using var app = await StartAsync();

        var answer = await app.AskAsync("/größe", TestKeys.Alice);

        Assert.Equal("\"free-rate GET /gr%C3%B6%C3%9Fe\";r=0;t=1, \"free-quota\";r=9;t=43200", answer["RateLimit"]);
    }

    [Theory]
    [InlineData(false, null, false)]
    [InlineData(true, null, true)]
    [InlineData(true, false, false)]
    [InlineData(false, true, true)]
    public async Task Configuration_SwitchesOfGatewayAndPlan_ThePlansWins(bool gateway, bool? plan, bool expected)
    {
        string[] entries = [$"RateLimitHeaders = {gateway}", "UsagePlans:free:Rate = 1", "ApiKeys:Keys:alice:Value = " + TestKeys.Alice, "ApiKeys:Keys:alice:Plans:0 = free"];
        await using var app = await GatewayApp.StartAsync(
            builder => builder.Services.AddApiGateway(StartAttempt.Section(plan is null ? entries : [.. entries, $"UsagePlans:free:RateLimitHeaders = {plan}"])),
            app => app.MapGet("/", () => "ok").RequireUsagePlan());

        Assert.Equal(expected, (await app.AskAsync("/", TestKeys.Alice))["RateLimit"] is not null);
    }

    [Fact]
    public async Task HomeMadeMiddleware_RunsASecondEndpoint_TellsTheRateThatWasChargedLast()
    {
        await using var app = await GatewayApp.StartAsync(
            gateway => gateway.AddUsagePlan("free", plan => plan.Rate(1).Burst(9).Endpoint("HEAD /second", rate: 1, burst: 5).RateLimitHeaders())
                .AddApiKey("alice", key => key.Value(TestKeys.Alice).Plans("free")),
            app =>
            {
                app.Use(async (context, next) =>
                {
                    await next(context);
                    var second = context.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints
                        .OfType<RouteEndpoint>().Single(endpoint => endpoint.RoutePattern.RawText == "/second");
                    context.SetEndpoint(second);
                    await second.RequestDelegate!(context);
                });
                app.UseRouting();
                app.MapMethods("/first", ["HEAD"], () => { }).RequireUsagePlan();
                app.MapMethods("/second", ["HEAD"], () => { }).RequireUsagePlan();
            });

        var answer = await app.SendAsync("HEAD", "/first", ("x-api-key", TestKeys.Alice));

        Assert.Equal((200, "\"free-rate HEAD /second\";r=4;t=1"), (answer.Status, answer["RateLimit"]));
    }

    [Fact]
    public async Task Reload_SwitchOfTheGateway_IsInForceForTheNextRequest()
    {
        string[] plan = ["UsagePlans:free:Rate = 1", "UsagePlans:free:Burst = 5", "ApiKeys:Keys:alice:Value = " + TestKeys.Alice, "ApiKeys:Keys:alice:Plans:0 = free"];
        var settings = new ChangingSettings(plan);
        await using var app = await ReloadingApp.StartAsync(settings, app => app.MapGet("/", () => "ok").RequireUsagePlan());
        Assert.Equal(["200 "], await AskTimesAsync(app, "/", 1));

        app.Reload(settings, [.. plan, "RateLimitHeaders = true", "UsagePlans:free:Rate = 0.5"]);
        Assert.Equal(["200 \"free-rate\";r=3;t=4"], await AskTimesAsync(app, "/", 1));
        app.Reload(settings, plan);

        Assert.Equal(["200 "], await AskTimesAsync(app, "/", 1));
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task Admission_HeadersOnOrOff_RegistersOneCallbackOrNone(bool isOn, int expected)
    {
        var counted = new CallbackCounter();
        await using var app = await GatewayApp.StartAsync(
            gateway => gateway.AddUsagePlan("free", plan => plan.Rate(1).RateLimitHeaders(isOn))
                .AddApiKey("alice", key => key.Value(TestKeys.Alice).Plans("free"))
                .Services.Configure<ApiGatewayOptions>(options => options.RequestId.Enabled = false),
            app =>
            {
                app.Use((context, next) =>
                {
                    context.Features.Set<IHttpResponseFeature>(counted.Watch(context.Features.GetRequiredFeature<IHttpResponseFeature>()));
                    return next(context);
                });
                app.MapGet("/", () => "ok").RequireUsagePlan();
            });

        Assert.Equal(200, (await app.AskAsync("/", TestKeys.Alice)).Status);
        Assert.Equal(expected, counted.Count);
    }

    private static string SortByName(string answer) =>
        answer[..4] + string.Join(", ", answer[4..].Split(", ").OrderDescending(StringComparer.Ordinal));

    private static async Task<string[]> AskTimesAsync(GatewayApp app, string path, int times)
    {
        var answers = new string[times];
        for (var i = 0; i < times; i++)
        {
            var answer = await app.AskAsync(path, TestKeys.Alice);
            answers[i] = $"{answer.Status} {answer["RateLimit"]}";
        }

        return answers;
    }

    private static Task<GatewayApp> StartAsync() => GatewayApp.StartAsync(
        gateway => gateway
            .AddUsagePlan("free", plan => plan.Rate(2).Burst(4).Quota(10, QuotaPeriod.Day)
                .Endpoint("GET /own", rate: 0.1, burst: 2).Endpoint("GET /größe", rate: 1))
            .AddUsagePlan("one", plan => plan.Quota(10, QuotaPeriod.Day).Concurrency(1))
            .AddUsagePlan("silent", plan => plan.Rate(10).RateLimitHeaders(enabled: false))
            .AddUsagePlan("pro", plan => plan.Rate(10))
            .AddApiKey("alice", key => key.Value(TestKeys.Alice).Plans("free"))
            .AddApiKey("bob", key => key.Value(TestKeys.Bob).Plans("one"))
            .AddApiKey("carol", key => key.Value(TestKeys.Carol).Plans("silent"))
            .AddStep<OwnStepFactory>()
            .Services.AddSingleton<OwnStepRuns>().Configure<ApiGatewayOptions>(options => options.RateLimitHeaders = true),
        app =>
        {
            app.UseExceptionHandler("/error");
            app.UseRouting();
            var all = app.MapGroup("").RequireUsagePlan();
            all.MapMethods("/orders", ["GET", "HEAD"], () => "ok");
            all.MapGet("/own", () => "ok");
            all.MapGet("/größe", () => "ok");
            all.MapGet("/shared", () => "ok").WithThrottle(0.001, 1);
            all.MapGet("/step", () => "ok").WithGatewayMetadata(new OwnMetadata());
            all.MapGet("/throws", string () => throw new InvalidOperationException("The handler failed."));
            all.MapGet("/missing", () => Results.NotFound());
            all.MapGet("/error", () => "error page");
            all.MapGet("/charge/{cost}", (int cost, GatewayCaller caller) => caller.Charge(cost));
            all.MapGet("/nested", async (HttpContext context) =>
            {
                using var inner = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
                inner.DefaultRequestHeaders.Add("x-api-key", TestKeys.Bob);
                using var answer = await inner.GetAsync("/orders", context.RequestAborted);
                return $"{(int)answer.StatusCode} {string.Join(", ", answer.Headers.GetValues("RateLimit"))}";
            });
            app.MapGet("/pro", () => "ok").RequireUsagePlan("pro");
            app.MapGet("/open", () => "ok").WithStage("$default");
        });

    /// <summary>Counts who wants to be called when the response starts.</summary>
    private sealed class CallbackCounter
    {
        private int _count;

        public int Count => Volatile.Read(ref _count);

        public IHttpResponseFeature Watch(IHttpResponseFeature inner) => new Watched(this, inner);

        private sealed class Watched(CallbackCounter counter, IHttpResponseFeature inner) : IHttpResponseFeature
        {
            public int StatusCode { get => inner.StatusCode; set => inner.StatusCode = value; }

            public string? ReasonPhrase { get => inner.ReasonPhrase; set => inner.ReasonPhrase = value; }

            public IHeaderDictionary Headers { get => inner.Headers; set => inner.Headers = value; }

            [Obsolete("As the interface has it.")]
            public Stream Body { get => inner.Body; set => inner.Body = value; }

            public bool HasStarted => inner.HasStarted;

            public void OnStarting(Func<object, Task> callback, object state)
            {
                Interlocked.Increment(ref counter._count);
                inner.OnStarting(callback, state);
            }

            public void OnCompleted(Func<object, Task> callback, object state) => inner.OnCompleted(callback, state);
        }
    }
}
