using Gateway.Core.Pipeline;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.Hosting;

public class GatewayStartupFilterTests
{
    [Fact]
    public async Task Configure_ErrorsInOptionsAndEndpoints_AreAllInOneMessage()
    {
        var exception = await Assert.ThrowsAsync<GatewayConfigurationException>(() => GatewayApp.StartAsync(
            gateway => gateway
                .AddUsagePlan("free", plan => plan.Rate(0))
                .AddUsagePlan("pro", plan => plan.Rate(1).Stages("gone", "prod"))
                .AddStage("prod", stage => stage.Variable("a b", "ok"))
                .AddApiKey("alice", key => key.Value(TestKeys.Alice).Plans("gold"))
                .ConfigureRejection("no_such_reason", response => response.Status = 400)
                .ConfigureRejection("rate_exceeded", response => response.Headers["x-id"] = "nothing"),
            app =>
            {
                app.MapGet("/a", () => "ok").WithStage("test");
                app.MapGet("/b", () => "ok").RequireUsagePlan("gold");
                app.MapGroup("/c").RequireUsagePlan("pro").MapGet("/", () => "ok").RequireUsagePlan("free");
            }));

        Assert.Equal(
            """
            The API gateway cannot start: 9 configuration errors.
              - ApiGateway:UsagePlans:free:Rate must be between 0.001 and 1000000.
              - ApiGateway:Stages:prod:Variables:a b: a variable's name must be 1 to 64 letters, digits and '_'.
              - ApiGateway:UsagePlans:pro:Stages: the stage 'gone' does not exist. Known stages: $default, prod.
              - ApiGateway:ApiKeys:Keys:alice:Plans: the usage plan 'gold' does not exist. Known plans: free, pro.
              - ApiGateway:Rejections:no_such_reason: no rejection reason has this name. Known: api_key_invalid, plan_not_covered, rate_exceeded, quota_exceeded, concurrency_exceeded, limiter_exceeded, throttle_exceeded, store_unavailable, too_many_callers, address_rate_exceeded, too_many_failed_credentials, identity_missing, authorizer_failed, authorizer_misconfigured, access_denied, explicitly_denied, endpoint_misconfigured, signature_missing, signature_malformed, signature_invalid, credential_unknown, credential_expired, body_too_large, encoding_unsupported, media_type_unsupported, parameters_invalid, body_invalid, body_too_complex, response_invalid, mapping_failed, default_4xx, default_5xx.
              - ApiGateway:Rejections:rate_exceeded:Headers:x-id: the value 'nothing' must be a constant in single quotes, or a variable such as context.requestId.
              - Endpoint 'GET /a': the stage 'test' does not exist. Add it with AddStage("test") or under ApiGateway:Stages; known stages: $default, prod.
              - Endpoint 'GET /b': the usage plan 'gold' does not exist. Add it with AddUsagePlan("gold", …) or under ApiGateway:UsagePlans; known plans: free, pro.
              - Endpoint 'GET /c': RequireUsagePlan(free) and an outer RequireUsagePlan(pro) have no plan in common. Calls narrow one another; call DisableUsagePlan() first to ask for other plans.
            """,
            exception.Message,
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public async Task Configure_OneError_IsCountedInTheSingular()
    {
        var exception = await Assert.ThrowsAsync<GatewayConfigurationException>(() => GatewayApp.StartAsync(
            gateway => gateway.AddStage("prod").AddStage("beta"),
            app => app.MapGet("/orders/{id:int}", () => "ok").WithStage("test")));

        Assert.Equal(
            """
            The API gateway cannot start: 1 configuration error.
              - Endpoint 'GET /orders/{id}': the stage 'test' does not exist. Add it with AddStage("test") or under ApiGateway:Stages; known stages: $default, beta, prod.
            """,
            exception.Message,
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public async Task Configure_TwoEndpointsWithStateAndOneId_StopsTheStart()
    {
        var exception = await Assert.ThrowsAsync<GatewayConfigurationException>(() => GatewayApp.StartAsync(_ => { }, app =>
        {
            app.MapGet("/orders/{id:int}", () => "ok").WithGatewayMetadata(new StateMetadata()).WithDisplayName("numbers");
            app.MapGet("/orders/{id:guid}", () => "ok").WithGatewayMetadata(new StateMetadata()).WithDisplayName("guids");
        }));

        Assert.Equal(
            ["Endpoint 'GET /orders/{id}': 'numbers' and 'guids' have this id, and a policy that keeps state under it. "
                + "Give one of them its own with WithEndpointId."],
            exception.Errors);
    }

    [Fact]
    public async Task Configure_TwoEndpointsWithStateAndIdsOfTheirOwn_Starts()
    {
        await using var app = await GatewayApp.StartAsync(_ => { }, app =>
        {
            app.MapGet("/orders/{id:int}", () => "number").WithGatewayMetadata(new StateMetadata());
            app.MapGet("/orders/{id:guid}", () => "guid").WithGatewayMetadata(new StateMetadata()).WithEndpointId("guids");
        });

        Assert.Equal("number", (await app.AskAsync("/orders/5")).Body);
        Assert.Equal("guid", (await app.AskAsync($"/orders/{Guid.Empty}")).Body);
    }

    [Fact]
    public async Task Configure_TwoEndpointsWithOneIdWithoutState_Starts()
    {
        await using var app = await GatewayApp.StartAsync(_ => { }, app =>
        {
            app.MapGet("/orders/{id:int}", () => "number").WithGatewayMetadata(new OwnMetadata());
            app.MapGet("/orders/{id:guid}", () => "guid").WithGatewayMetadata(new StateMetadata());
        });

        Assert.Equal("number", (await app.AskAsync("/orders/5")).Body);
    }

    private sealed record StateMetadata : IEndpointStateMetadata;
}
