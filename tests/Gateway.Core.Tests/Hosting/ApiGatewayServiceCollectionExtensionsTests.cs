using Gateway.Core.ApiKeys;
using Gateway.Core.Hosting;
using Gateway.Core.Pipeline;
using Gateway.Core.Tests.Support;
using Gateway.Core.UsagePlans;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.Hosting;

public class ApiGatewayServiceCollectionExtensionsTests
{
    [Fact]
    public void AddApiGateway_CalledTwice_RegistersNothingTwice()
    {
        var services = new ServiceCollection();
        services.AddApiGateway();
        var once = Describe(services);

        services.AddApiGateway();

        Assert.NotEmpty(once);
        Assert.Equal(once, Describe(services));
    }

    [Fact]
    public void AddApiGateway_NullArguments_Throws()
    {
        var services = new ServiceCollection();

        Assert.Equal("services", Assert.Throws<ArgumentNullException>(() => ((IServiceCollection)null!).AddApiGateway()).ParamName);
        Assert.Equal("configure", Assert.Throws<ArgumentNullException>(() => services.AddApiGateway((Action<ApiGatewayOptions>)null!)).ParamName);
        Assert.Equal("section", Assert.Throws<ArgumentNullException>(() => services.AddApiGateway((IConfiguration)null!)).ParamName);
        Assert.Empty(services);
    }

    [Fact]
    public async Task AddApiGateway_DelegateAndSectionAndBuilder_AddToOneGateway()
    {
        await using var app = await GatewayApp.StartAsync(
            gateway =>
            {
                gateway.Services.AddApiGateway(options => options.UsagePlans["delegate"] = new UsagePlanOptions { Rate = 1, Burst = 1 });
                gateway.Services.AddApiGateway(StartAttempt.Section("UsagePlans:section:Rate = 1"));
                gateway.AddUsagePlan("builder", plan => plan.Rate(1))
                    .AddApiKey("alice", key => key.Value(TestKeys.Alice).Plans("delegate", "section", "builder"));
            },
            app =>
            {
                app.MapGet("/delegate", (GatewayCaller caller) => caller.Plan).RequireUsagePlan("delegate");
                app.MapGet("/section", (GatewayCaller caller) => caller.Plan).RequireUsagePlan("section");
                app.MapGet("/builder", (GatewayCaller caller) => caller.Plan).RequireUsagePlan("builder");
            });

        foreach (var plan in (string[])["delegate", "section", "builder"])
        {
            var response = await app.GetAsync("/" + plan, TestKeys.Alice);
            Assert.Equal(plan, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }

        // The delegate's burst is one, and the gateway counts a request once however often it was added.
        Assert.Equal(429, (int)(await app.GetAsync("/delegate", TestKeys.Alice)).StatusCode);
    }

    [Fact]
    public async Task AddApiGateway_DelegateOnly_SetsOptions()
    {
        await using var app = await GatewayApp.StartAsync(
            gateway => gateway.Services.AddApiGateway(options => options.Mode = GatewayMode.AmazonApiGateway)
                .AddUsagePlan("free", plan => plan.Rate(1)),
            app => app.MapGet("/orders", () => "ok").RequireUsagePlan());

        var refused = await app.GetAsync("/orders");

        Assert.Equal(403, (int)refused.StatusCode);
        Assert.Equal("""{"message":"Forbidden"}""", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AddApiGateway_MissingOrEmptySection_StartsOnDefaults(bool isEmpty)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(isEmpty ? [KeyValuePair.Create("ApiGateway", (string?)"")] : [])
            .Build();
        await using var app = await GatewayApp.StartAsync(
            gateway => gateway.Services.AddApiGateway(configuration.GetSection("ApiGateway")),
            app => app.MapGet("/", (HttpContext context) => context.GetGateway().Stage.Name).WithStage("$default"));

        var response = await app.GetAsync("/");

        Assert.Equal("$default", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.True(response.Headers.Contains("x-request-id"));
    }

    [Fact]
    public async Task AddApiGateway_RootOfAConfiguration_IsTheSection()
    {
        var root = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("UsagePlans:free:Rate", (string?)"0")]).Build();

        var errors = await StartAttempt.GetErrorsAsync(gateway => gateway.Services.AddApiGateway(root));

        Assert.Equal(["ApiGateway:UsagePlans:free:Rate must be between 0.001 and 1000000."], errors);
    }

    [Fact]
    public void Options_WithoutConfiguration_HaveTheirDefaults()
    {
        var options = new ApiGatewayOptions();

        Assert.Equal(GatewayMode.Standard, options.Mode);
        Assert.Equal(1_000_000, options.MaxCallers);
        Assert.Equal(100_000, options.MaxAddresses);
        Assert.Equal((5.0, 100), (options.FailedCredentials.Rate, options.FailedCredentials.Burst));
        Assert.Equal((null, null, null), (options.PolicyScope.Region, options.PolicyScope.AccountId, options.PolicyScope.ApiId));
        Assert.True(options.RequestId.Enabled);
        Assert.False(options.RequestId.AcceptFromClient);
        Assert.Empty(options.UsagePlans);
        Assert.Empty(options.Stages);
        Assert.Empty(options.Rejections);
        Assert.Equal("x-api-key", options.ApiKeys.HeaderName);
        Assert.Null(options.ApiKeys.QueryParameterName);
        Assert.Equal(TimeSpan.FromMinutes(1), options.ApiKeys.RevalidateAfter);
        Assert.Equal(TimeSpan.FromMinutes(15), options.ApiKeys.KnownKeyLifetime);
        Assert.Equal(TimeSpan.FromSeconds(10), options.ApiKeys.UnknownKeyLifetime);
        Assert.Equal(100_000, options.ApiKeys.MaxKnownKeys);
        Assert.Equal(100_000, options.ApiKeys.MaxUnknownKeys);
        Assert.Equal(TimeSpan.FromSeconds(1), options.ApiKeys.StoreTimeout);
        Assert.Equal(100, options.ApiKeys.MaxConcurrentLookups);
        Assert.Empty(options.ApiKeys.Keys);
        Assert.True(new ApiKeyOptions().Enabled);
        Assert.Equal(QuotaPeriod.Day, new QuotaOptions().Period);
        Assert.Equal(0, new QuotaOptions().Offset);
    }

    /// <summary>What the gateway registered; the framework's own AddMetrics is not idempotent in every detail.</summary>
    private static List<string> Describe(IServiceCollection services) =>
    [
        .. services.Where(service => IsOfTheGateway(service.ServiceType) || IsOfTheGateway(service.ImplementationType) || service.ServiceType == typeof(IHttpContextFactory))
            .Select(service => $"{service.ServiceType} {service.ImplementationType}").Order(StringComparer.Ordinal),
    ];

    private static bool IsOfTheGateway(Type? type) => type?.Assembly == typeof(ApiGatewayOptions).Assembly;
}
