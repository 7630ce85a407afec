using Gateway.Core.ApiKeys;
using Gateway.Core.Diagnostics;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Xunit;

namespace Gateway.Core.Tests.Hosting;

public class ApiGatewayHealthChecksBuilderExtensionsTests
{
    [Fact]
    public async Task AddApiGateway_NothingDegraded_ReportsHealthy()
    {
        var report = await CheckAsync(health => Assert.Empty(health.GetDegradedParts()));

        Assert.Equal(HealthStatus.Healthy, report.Status);
        Assert.Equal("All parts of the gateway work.", report.Entries["api-gateway"].Description);
    }

    [Fact]
    public async Task AddApiGateway_DegradedPart_ReportsItWithItsReason()
    {
        var report = await CheckAsync(health => health.TryDegrade("API key store", "It does not answer."));

        var entry = report.Entries["api-gateway"];
        Assert.Equal(HealthStatus.Degraded, entry.Status);
        Assert.Equal("Degraded: API key store.", entry.Description);
        Assert.Equal("It does not answer.", Assert.Single(entry.Data, data => data.Key == "API key store").Value);
    }

    [Fact]
    public void AddApiGateway_NameOfItsOwn_IsTheChecksName()
    {
        using var services = new ServiceCollection().AddHealthChecks().AddApiGateway("edge").Services.BuildServiceProvider();

        Assert.Equal("edge", Assert.Single(services.GetRequiredService<IOptions<HealthCheckServiceOptions>>().Value.Registrations).Name);
    }

    [Fact]
    public void AddApiGateway_NullArguments_Throws()
    {
        Assert.Equal("builder", Assert.Throws<ArgumentNullException>(() => ((IHealthChecksBuilder)null!).AddApiGateway()).ParamName);
        Assert.Equal("name", Assert.Throws<ArgumentException>(() => new ServiceCollection().AddHealthChecks().AddApiGateway("")).ParamName);
    }

    [Fact]
    public async Task Health_StoreFailsAndAnswersAgain_IsDegradedMeanwhile()
    {
        var store = new SwitchableStore();
        await using var app = await GatewayApp.StartAsync(
            gateway =>
            {
                gateway.AddUsagePlan("free", plan => plan.Rate(1)).AddApiKeyStore(store);
                gateway.Services.AddHealthChecks().AddApiGateway();
            },
            app => app.MapGet("/orders", () => "ok").RequireUsagePlan());
        var checks = app.Services.GetRequiredService<HealthCheckService>();

        store.Fails = true;
        Assert.Equal(503, (int)(await app.GetAsync("/orders", TestKeys.Alice)).StatusCode);
        var during = await checks.CheckHealthAsync(TestContext.Current.CancellationToken);

        store.Fails = false;
        app.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(401, (int)(await app.GetAsync("/orders", TestKeys.Alice)).StatusCode);
        var after = await checks.CheckHealthAsync(TestContext.Current.CancellationToken);

        Assert.Equal(
            ("Degraded: API key store.", "The API key store does not answer; known keys go on working."),
            (during.Entries["api-gateway"].Description, during.Entries["api-gateway"].Data["API key store"]));
        Assert.Equal(HealthStatus.Healthy, after.Status);
    }

    private static async Task<HealthReport> CheckAsync(Action<GatewayHealth> arrange)
    {
        var collection = new ServiceCollection();
        collection.AddLogging().AddApiGateway();
        collection.AddHealthChecks().AddApiGateway();
        await using var services = collection.BuildServiceProvider();
        arrange(services.GetRequiredService<GatewayHealth>());
        return await services.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken);
    }

    private sealed class SwitchableStore : IApiKeyStore
    {
        public bool Fails { get; set; }

        public ValueTask<ApiKey?> FindAsync(string hash, CancellationToken cancellationToken) =>
            Fails ? throw new IOException("down") : ValueTask.FromResult<ApiKey?>(null);
    }
}
