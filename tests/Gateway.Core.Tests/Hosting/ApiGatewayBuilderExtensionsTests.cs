using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Rejections;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.Hosting;

public class ApiGatewayBuilderExtensionsTests
{
    [Fact]
    public async Task AddUsagePlan_SameNameTwice_ChangesTheOnePlan()
    {
        await using var app = await GatewayApp.StartAsync(
            gateway => gateway
                .AddUsagePlan("free", plan => plan.Rate(0.001).Burst(5))
                .AddUsagePlan("free", plan => plan.Burst(1))
                .AddApiKey("alice", key => key.Value(TestKeys.Alice))
                .AddApiKey("alice", key => key.Plans("free")),
            app => app.MapGet("/orders", () => "ok").RequireUsagePlan());

        Assert.Equal(200, (int)(await app.GetAsync("/orders", TestKeys.Alice)).StatusCode);
        Assert.Equal(429, (int)(await app.GetAsync("/orders", TestKeys.Alice)).StatusCode);
    }

    [Fact]
    public async Task ConfigureRejection_ByReason_ReplacesStatusHeadersAndBody()
    {
        await using var app = await GatewayApp.StartAsync(
            gateway => gateway.AddUsagePlan("free", plan => plan.Rate(1)).ConfigureRejection(RejectionReason.ApiKeyInvalid, response =>
            {
                response.Status = 418;
                response.Headers["x-stage"] = "context.stage";
                response.Templates["text/plain"] = "no key: $context.error.message";
            }),
            app => app.MapGet("/orders", () => "ok").RequireUsagePlan());

        var refused = await app.GetAsync("/orders");

        Assert.Equal(418, (int)refused.StatusCode);
        Assert.Equal("$default", Assert.Single(refused.Headers.GetValues("x-stage")));
        Assert.Equal("no key: A valid API key is required.", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task ConfigureRejection_ByNameInCodeAndConfiguration_ConfigurationWins()
    {
        await using var app = await GatewayApp.StartAsync(
            gateway => gateway.AddUsagePlan("free", plan => plan.Rate(1))
                .ConfigureRejection("api_key_invalid", response =>
                {
                    response.Status = 404;
                    response.Headers["x-kept"] = "'yes'";
                })
                .Services.AddApiGateway(StartAttempt.Section("Rejections:api_key_invalid:Status = 410")),
            app => app.MapGet("/orders", () => "ok").RequireUsagePlan());

        var refused = await app.GetAsync("/orders");

        Assert.Equal(410, (int)refused.StatusCode);
        Assert.Equal("yes", Assert.Single(refused.Headers.GetValues("x-kept")));
    }

    [Fact]
    public async Task ConfigureRejection_NameThatNoReasonHas_StopsTheStart() => Assert.StartsWith(
        "ApiGateway:Rejections:tenant_missing: no rejection reason has this name. Known: api_key_invalid,",
        Assert.Single(await StartAttempt.GetErrorsAsync(gateway => gateway.ConfigureRejection("tenant_missing", response => response.Status = 400))),
        StringComparison.Ordinal);

    [Fact]
    public async Task ConfigureRejection_UnknownVariable_StopsTheStartWithItsPath()
    {
        var errors = await StartAttempt.GetErrorsAsync(gateway => gateway.ConfigureRejection(
            RejectionReason.RateExceeded, response => response.Headers["x-who"] = "context.who"));

        Assert.StartsWith(
            "ApiGateway:Rejections:rate_exceeded:Headers:x-who: 'context.who' is not a context variable. Known: accountId, ",
            Assert.Single(errors),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task AddRejectionReason_OfTheAppsOwnStep_CanBeReplacedByName()
    {
        await using var app = await GatewayApp.StartAsync(
            gateway => gateway.AddStep<TenantStepFactory>().AddRejectionReason(TenantStepFactory.TenantMissing)
                .Services.AddApiGateway(StartAttempt.Section("Rejections:tenant_missing:Status = 422")),
            app => app.MapGet("/orders", () => "ok").WithGatewayMetadata(new TenantMetadata()));

        var refused = await app.GetAsync("/orders");

        Assert.Equal(422, (int)refused.StatusCode);
        Assert.Contains(
            "\"reason\":\"tenant_missing\"",
            await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task AddStep_SameFactoryTwice_RunsOnce()
    {
        await using var app = await GatewayApp.StartAsync(
            gateway => gateway.AddStep<CountingStepFactory>().AddStep<CountingStepFactory>(),
            app => app.MapGet("/orders", () => "ok").WithStage("$default"));

        var response = await app.GetAsync("/orders");

        Assert.Equal("1", Assert.Single(response.Headers.GetValues("x-runs")));
    }

    [Fact]
    public void Add_NullOrEmptyArguments_Throws()
    {
        var gateway = new ServiceCollection().AddApiGateway();

        Assert.Equal("name", Assert.Throws<ArgumentException>(() => gateway.AddUsagePlan("", _ => { })).ParamName);
        Assert.Equal("configure", Assert.Throws<ArgumentNullException>(() => gateway.AddUsagePlan("free", null!)).ParamName);
        Assert.Equal("name", Assert.Throws<ArgumentException>(() => gateway.AddStage("")).ParamName);
        Assert.Equal("configure", Assert.Throws<ArgumentNullException>(() => gateway.AddStage("prod", null!)).ParamName);
        Assert.Equal("id", Assert.Throws<ArgumentException>(() => gateway.AddApiKey("", _ => { })).ParamName);
        Assert.Equal("configure", Assert.Throws<ArgumentNullException>(() => gateway.AddApiKey("alice", null!)).ParamName);
        Assert.Equal("store", Assert.Throws<ArgumentNullException>(() => gateway.AddApiKeyStore(null!)).ParamName);
        Assert.Equal("reason", Assert.Throws<ArgumentNullException>(() => gateway.AddRejectionReason(null!)).ParamName);
        Assert.Equal("name", Assert.Throws<ArgumentException>(() => gateway.ConfigureRejection("", _ => { })).ParamName);
        Assert.Equal("reason", Assert.Throws<ArgumentNullException>(() => gateway.ConfigureRejection((RejectionReason)null!, _ => { })).ParamName);
        Assert.Equal("builder", Assert.Throws<ArgumentNullException>(() => ApiGatewayBuilderExtensions.AddStep<TenantStepFactory>(null!)).ParamName);
    }

    private sealed record TenantMetadata : IGatewayMetadata;

    private sealed class TenantStepFactory : IGatewayStepFactory, IGatewayStep
    {
        public static readonly RejectionReason TenantMissing = new("tenant_missing", 400, "The header X-Tenant is required.");

        public GatewayStepPosition Position => GatewayStepPosition.After(GatewayStepAnchor.Stage);

        public IGatewayStep? CreateStep(GatewayEndpoint endpoint) => endpoint.Metadata.GetMetadata<TenantMetadata>() is null ? null : this;

        public Task InvokeAsync(GatewayContext gateway, GatewayDelegate next) => gateway.RejectAsync(TenantMissing);
    }

    private sealed class CountingStepFactory : IGatewayStepFactory, IGatewayStep
    {
        public GatewayStepPosition Position => GatewayStepPosition.After(GatewayStepAnchor.Stage);

        public IGatewayStep CreateStep(GatewayEndpoint endpoint) => this;

        public Task InvokeAsync(GatewayContext gateway, GatewayDelegate next)
        {
            var headers = gateway.HttpContext.Response.Headers;
            headers["x-runs"] = (headers["x-runs"].Count + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
            return next(gateway);
        }
    }
}
