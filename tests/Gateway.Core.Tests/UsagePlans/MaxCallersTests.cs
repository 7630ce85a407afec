using System.Net;
using Gateway.Core.Tests.Support;
using Gateway.Core.UsagePlans;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.UsagePlans;

/// <summary>What callers see when the gateway keeps state for as many as it may.</summary>
public class MaxCallersTests
{
    [Fact]
    public async Task InvokeAsync_TableFullOfBusyCallers_Refuses503WithRetryAfterAndServesTheOthers()
    {
        await using var app = await StartAsync(2, "free");
        await AssertStatusAsync(HttpStatusCode.OK, app, "/any", TestKeys.Alice);
        await AssertStatusAsync(HttpStatusCode.OK, app, "/any", TestKeys.Bob);

        var refused = await app.GetAsync("/any", TestKeys.Carol);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Equal("1", refused.Headers.RetryAfter!.ToString());
        Assert.Contains("\"reason\":\"too_many_callers\"", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await AssertStatusAsync(HttpStatusCode.OK, app, "/any", TestKeys.Alice);
        await AssertStatusAsync(HttpStatusCode.OK, app, "/any", TestKeys.Bob);
        await AssertStatusAsync(HttpStatusCode.TooManyRequests, app, "/any", TestKeys.Alice);
    }

    [Fact]
    public async Task InvokeAsync_CallersBucketIsFullAgain_MakesRoomAndTheDroppedCallerComesBackWithOneBurst()
    {
        await using var app = await StartAsync(1, "free");
        await AssertStatusAsync(HttpStatusCode.OK, app, "/any", TestKeys.Alice);
        await AssertStatusAsync(HttpStatusCode.ServiceUnavailable, app, "/any", TestKeys.Bob);
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await AssertStatusAsync(HttpStatusCode.OK, app, "/any", TestKeys.Bob);
        await AssertStatusAsync(HttpStatusCode.ServiceUnavailable, app, "/any", TestKeys.Alice);
        app.Clock.Advance(TimeSpan.FromSeconds(1));

        await AssertStatusAsync(HttpStatusCode.OK, app, "/any", TestKeys.Alice);
        await AssertStatusAsync(HttpStatusCode.OK, app, "/any", TestKeys.Alice);
        await AssertStatusAsync(HttpStatusCode.TooManyRequests, app, "/any", TestKeys.Alice);
    }

    [Fact]
    public async Task InvokeAsync_TableFullAndFirstPlanNotAllowedHere_ServesTheKnownCallerOfTheSecond()
    {
        await using var app = await StartAsync(1, "free", "pro");
        await AssertStatusAsync(HttpStatusCode.OK, app, "/pro", TestKeys.Alice);
        await AssertStatusAsync(HttpStatusCode.OK, app, "/pro", TestKeys.Alice);
        await AssertStatusAsync(HttpStatusCode.ServiceUnavailable, app, "/any", TestKeys.Alice);

        // The key is looked up anew, and so is its state.
        app.Clock.Advance(TimeSpan.FromMinutes(2));
        await AssertStatusAsync(HttpStatusCode.OK, app, "/pro", TestKeys.Alice);
    }

    [Fact]
    public async Task InvokeAsync_PlanNotCovered_TakesNoPlaceInTheTable()
    {
        await using var app = await StartAsync(1, "free");
        await AssertStatusAsync(HttpStatusCode.OK, app, "/any", TestKeys.Alice);

        await AssertStatusAsync(HttpStatusCode.Forbidden, app, "/pro", TestKeys.Bob);
    }

    [Fact]
    public async Task ExtendQuota_TableFull_Throws()
    {
        await using var app = await StartAsync(1, "pro");
        await AssertStatusAsync(HttpStatusCode.OK, app, "/pro", TestKeys.Alice);

        var exception = Assert.Throws<InvalidOperationException>(
            () => app.Services.GetRequiredService<IUsageAdministration>().ExtendQuota("bob", "pro", 1));
        Assert.Equal("The gateway keeps state for as many callers as MaxCallers allows; raise it.", exception.Message);
    }

    private static Task<GatewayApp> StartAsync(int maxCallers, params string[] plans) => GatewayApp.StartAsync(
        gateway =>
        {
            gateway.Services.AddApiGateway(options => options.MaxCallers = maxCallers);
            gateway.AddUsagePlan("free", plan => plan.Rate(1).Burst(2))
                .AddUsagePlan("pro", plan => plan.Quota(10, QuotaPeriod.Day))
                .AddApiKey("alice", key => key.Value(TestKeys.Alice).Plans(plans))
                .AddApiKey("bob", key => key.Value(TestKeys.Bob).Plans(plans))
                .AddApiKey("carol", key => key.Value(TestKeys.Carol).Plans(plans));
        },
        app =>
        {
            app.MapGet("/any", () => "ok").RequireUsagePlan();
            app.MapGet("/pro", () => "ok").RequireUsagePlan("pro");
        });

    private static async Task AssertStatusAsync(HttpStatusCode expected, GatewayApp app, string path, string key) =>
        Assert.Equal(expected, (await app.GetAsync(path, key)).StatusCode);
}
