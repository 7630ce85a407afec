using System.Net;
using Gateway.Core.Hosting;
using Gateway.Core.UsagePlans;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.Support;

/// <summary>Stage, usage plan and a step of the test's own, chained on one builder: all of them must be enforced, each once.</summary>
internal static class ThreeFeatures
{
    public static void Add(IApiGatewayBuilder gateway)
    {
        gateway
            .AddUsagePlan("free", plan => plan.Quota(1_000, QuotaPeriod.Day))
            .AddApiKey("alice", key => key.Value(TestKeys.Alice).Plans("free"))
            .AddStage("prod", stage => stage.Variable("table", "orders"))
            .AddStep<OwnStepFactory>()
            .Services.AddSingleton<OwnStepRuns>();
    }

    public static TBuilder WithThreeFeatures<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithStage("prod").RequireUsagePlan().WithGatewayMetadata(new OwnMetadata());

    /// <summary>What a handler sees of the gateway.</summary>
    public static string Describe(HttpContext context)
    {
        var gateway = context.GetGateway();
        return $"{gateway.Stage.Name} {gateway.Caller?.Id}";
    }

    public static int GetOwnRuns(this GatewayApp app) => app.Services.GetRequiredService<OwnStepRuns>().Count;

    public static long GetUsed(this GatewayApp app, string key = "alice", string plan = "free") =>
        app.Services.GetRequiredService<IUsageAdministration>().GetUsage(key, plan)!.Used;

    /// <summary>Asks three times: without a key, with one, and with one where the own step refuses.</summary>
    public static async Task AssertEnforcedAsync(GatewayApp app, string path)
    {
        var (runs, used) = (app.GetOwnRuns(), app.GetUsed());
        using var anonymous = await app.GetAsync(path);
        Assert.Equal(HttpStatusCode.Unauthorized, anonymous.StatusCode);
        Assert.Equal((runs, used), (app.GetOwnRuns(), app.GetUsed()));

        using var served = await app.GetAsync(path, TestKeys.Alice);
        Assert.Equal(HttpStatusCode.OK, served.StatusCode);
        Assert.Equal("prod alice", await served.Content.ReadAsStringAsync());
        Assert.Equal((runs + 1, used + 1), (app.GetOwnRuns(), app.GetUsed()));

        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("x-api-key", TestKeys.Alice);
        request.Headers.Add("x-refuse", "yes");
        using var refused = await app.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Equal((runs + 2, used + 2), (app.GetOwnRuns(), app.GetUsed()));
    }
}
