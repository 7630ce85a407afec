using Gateway.Core.ApiKeys;
using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Rejections;
using Gateway.Core.Tests.Support;
using Gateway.Core.UsagePlans;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd;

public class RefusalEdgeTests
{
    [Fact]
    public async Task Get_ThatOnlyClaimsToBeGrpc_IsRefusedInHttp()
    {
        await using var app = await StartAsync(_ => { });

        Assert.Equal(401, (await app.SendAsync("GET", "/orders", ("Content-Type", "application/grpc"))).Status);
        Assert.Equal(401, (await app.SendAsync("POST", "/any", ("Content-Type", "application/grpc"))).Status);
    }

    [Fact]
    public async Task Refusal_OfAClientThatHasGone_IsNeitherCountedNorWritten()
    {
        await using var app = await StartAsync(app => app.Use((context, next) =>
        {
            if (context.Request.Query.ContainsKey("gone"))
            {
                context.RequestAborted = new CancellationToken(canceled: true);
            }

            return next(context);
        }));
        using var counter = new RejectionCounter(app);

        await app.AskAsync("/orders?gone");
        Assert.Empty(counter.Counted);
        await app.AskAsync("/orders");
        Assert.Single(counter.Counted);
    }

    [Fact]
    public async Task Get_AfterAMiddlewareStartedTheResponse_IsServed()
    {
        await using var app = await StartAsync(app => app.Use(async (context, next) =>
        {
            await context.Response.StartAsync();
            await next(context);
        }));

        var answer = await app.AskAsync("/raw", TestKeys.Alice);

        Assert.Equal((200, "ok"), (answer.Status, answer.Body));
    }

    [Fact]
    public void WithGatewayMetadata_Attribute_IsRefused()
    {
        var app = WebApplication.CreateSlimBuilder().Build();

        var exception = Assert.Throws<ArgumentException>(() => app.MapGet("/a", () => "a").WithGatewayMetadata(new DisableUsagePlanAttribute()));

        Assert.StartsWith("An attribute belongs on an action", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AddRejectionReason_NamedLikeOneOfTheGateway_StopsTheStart() => Assert.Equal(
        ["AddRejectionReason: 'rate_exceeded' is the name of a reason of the gateway; give yours another."],
        await StartAttempt.GetErrorsAsync(gateway => gateway.AddRejectionReason(new RejectionReason("rate_exceeded", 400, "Mine."))));

    [Fact]
    public async Task StoreKey_WithAPlanThatDoesNotExist_IsRefusedAndWarnedOfOnce()
    {
        await using var app = await GatewayApp.StartAsync(
            gateway => gateway.AddUsagePlan("free", plan => plan.Rate(1)).AddApiKeyStore(new TypoStore()),
            app => app.MapGet("/orders", () => "ok").RequireUsagePlan());

        Assert.Equal(403, (await app.AskAsync("/orders", TestKeys.Alice)).Status);
        Assert.Equal(403, (await app.AskAsync("/orders", TestKeys.Alice)).Status);

        var warning = Assert.Single(app.Logs.Entries, entry => entry.Id.Id == 1300);
        Assert.Equal("API key 'alice' of the store names the usage plan 'fre', which does not exist; the plan is passed over.", warning.Message);
    }

    [Fact]
    public async Task FirstRequest_WithAMillionKeysInTheStore_AsksForItsOwnKeyOnly()
    {
        var store = new MillionKeys();
        await using var app = await GatewayApp.StartAsync(
            gateway => gateway.AddUsagePlan("free", plan => plan.Rate(1)).AddApiKeyStore(store),
            app => app.MapGet("/orders", (GatewayCaller caller) => caller.Id).RequireUsagePlan());
        Assert.Equal(0, store.Calls);

        var answer = await app.AskAsync("/orders", "key-number-000000999999");

        Assert.Equal((200, "999999", 1), (answer.Status, answer.Body, store.Calls));
    }

    private static Task<GatewayApp> StartAsync(Action<WebApplication> use) => GatewayApp.StartAsync(
        gateway => gateway.AddUsagePlan("free", plan => plan.Rate(1).Burst(10)).AddApiKey("alice", key => key.Value(TestKeys.Alice).Plans("free")),
        app =>
        {
            use(app);
            app.UseRouting();
            app.MapGet("/orders", () => "ok").RequireUsagePlan();
            app.MapGet("/raw", (HttpContext context) => context.Response.WriteAsync("ok")).RequireUsagePlan();
            app.MapPost("/any", () => "ok").RequireUsagePlan();
        });

    private sealed class TypoStore : IApiKeyStore
    {
        public ValueTask<ApiKey?> FindAsync(string hash, CancellationToken cancellationToken) =>
            new(new ApiKey { Id = "alice", Hash = hash, Plans = ["fre"] });
    }

    private sealed class MillionKeys : IApiKeyStore
    {
        private readonly Lazy<Dictionary<string, int>> _ids = new(() => Enumerable.Range(0, 1_000_000)
            .ToDictionary(id => ApiKey.ComputeHash($"key-number-{id:D12}")));

        public int Calls { get; private set; }

        public ValueTask<ApiKey?> FindAsync(string hash, CancellationToken cancellationToken)
        {
            Calls++;
            return new(_ids.Value.TryGetValue(hash, out var id)
                ? new ApiKey { Id = $"{id}", Hash = hash, Plans = ["free"] }
                : null);
        }
    }
}
