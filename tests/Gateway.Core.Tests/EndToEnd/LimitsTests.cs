using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Gateway.Core.Pipeline;
using Gateway.Core.Tests.Support;
using Gateway.Core.UsagePlans;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd;

public class LimitsTests
{
    [Fact]
    public async Task Get_CrowdsOnBothSidesOfASecond_GetsNoMoreThanBurstPlusRate()
    {
        await using var app = await StartAsync(plan => plan.Rate(10).Burst(10));
        app.Clock.Advance(TimeSpan.FromMilliseconds(990));
        var before = await CountAdmittedAsync(app, 30);
        app.Clock.Advance(TimeSpan.FromMilliseconds(20));
        var after = await CountAdmittedAsync(app, 30);
        app.Clock.Advance(TimeSpan.FromMilliseconds(980));

        Assert.Equal((10, 0), (before, after));
        Assert.Equal(10, await CountAdmittedAsync(app, 30));
    }

    [Fact]
    public async Task Get_QuotaUsedUp_CountsDownThenRefusesUntilThePeriodEndsAndReopens()
    {
        await using var app = await StartAsync(plan => plan.Quota(3, QuotaPeriod.Day));
        var midnight = new DateTimeOffset(2026, 3, 5, 0, 0, 0, TimeSpan.Zero);
        for (var used = 1; used <= 3; used++)
        {
            Assert.Equal(new QuotaUsage(used, 3, 3 - used, midnight), await GetUsageAsync(app));
        }

        app.Clock.Advance(TimeSpan.FromMilliseconds(500));
        var refused = await app.GetAsync("/usage", TestKeys.Alice);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal((12 * 3_600).ToString(CultureInfo.InvariantCulture), refused.Headers.RetryAfter!.ToString());
        Assert.Contains(
            "\"reason\":\"quota_exceeded\"",
            await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);

        app.Clock.Advance(midnight - app.Clock.GetUtcNow() - TimeSpan.FromMilliseconds(1));
        var last = await app.GetAsync("/usage", TestKeys.Alice);
        Assert.Equal((HttpStatusCode.TooManyRequests, "1"), (last.StatusCode, last.Headers.RetryAfter!.ToString()));
        app.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(new QuotaUsage(1, 3, 2, midnight.AddDays(1)), await GetUsageAsync(app));
    }

    [Fact]
    public async Task Get_WeeklyQuotaUsedUp_RetryAfterLeadsToMonday()
    {
        await using var app = await StartAsync(plan => plan.Quota(1, QuotaPeriod.Week));
        await GetUsageAsync(app);
        var refused = await app.GetAsync("/usage", TestKeys.Alice);

        var wait = TimeSpan.FromSeconds(double.Parse(refused.Headers.RetryAfter!.ToString(), CultureInfo.InvariantCulture));
        Assert.Equal(new DateTimeOffset(2026, 3, 9, 0, 0, 0, TimeSpan.Zero), app.Clock.GetUtcNow() + wait);
        app.Clock.Advance(wait);
        Assert.Equal(1, (await GetUsageAsync(app)).Used);
    }

    [Fact]
    public async Task Get_QuotaExtendedAndReset_AdmitsThatManyMore()
    {
        await using var app = await StartAsync(plan => plan.Quota(2, QuotaPeriod.Month));
        var administration = app.Services.GetRequiredService<IUsageAdministration>();
        Assert.Equal(2, await CountAdmittedAsync(app, 5));
        administration.ExtendQuota("alice", "plan", 3);
        Assert.Equal(3, await CountAdmittedAsync(app, 5));
        administration.ResetQuota("alice", "plan");

        Assert.Equal(2, await CountAdmittedAsync(app, 5));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task Get_WallClockJumpsAnHour_NeitherRefillsNorLocksOut(int hours)
    {
        await using var app = await StartAsync(plan => plan.Rate(1).Burst(5).Quota(100, QuotaPeriod.Day));
        Assert.Equal(5, await CountAdmittedAsync(app, 6));
        app.Clock.JumpWallClock(TimeSpan.FromHours(hours));
        Assert.Equal(0, await CountAdmittedAsync(app, 3));
        app.Clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(2, await CountAdmittedAsync(app, 3));
        Assert.Equal(7, app.Services.GetRequiredService<IUsageAdministration>().GetUsage("alice", "plan")!.Used);
    }

    [Fact]
    public async Task AnyMethod_RouteThatTakesThemAll_IsHeldToOneBucket()
    {
        await using var app = await StartAsync(plan => plan.Rate(1).Burst(4));

        foreach (var method in (string[])["GET", "HEAD", "OPTIONS", "BREW"])
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(app, method, "/any", key: null)).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await SendAsync(app, method, "/any")).StatusCode);
        }

        foreach (var method in (string[])["GET", "HEAD", "OPTIONS", "BREW"])
        {
            var refused = await SendAsync(app, method, "/any");
            Assert.Equal((HttpStatusCode.TooManyRequests, "1"), (refused.StatusCode, refused.Headers.RetryAfter!.ToString()));
        }
    }

    [Theory]
    [InlineData("HEAD")]
    [InlineData("OPTIONS")]
    [InlineData("BREW")]
    public async Task OtherMethod_RouteThatTakesOnlyGet_Is405AndSpendsNothing(string method)
    {
        await using var app = await StartAsync(plan => plan.Quota(2, QuotaPeriod.Day));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await SendAsync(app, method, "/usage")).StatusCode);
        Assert.Equal(0, app.Services.GetRequiredService<IUsageAdministration>().GetUsage("alice", "plan")!.Used);
    }

    private static Task<GatewayApp> StartAsync(Action<UsagePlanBuilder> plan) => GatewayApp.StartAsync(
        gateway => gateway.AddUsagePlan("plan", plan).AddApiKey("alice", key => key.Value(TestKeys.Alice).Plans("plan")),
        app =>
        {
            var group = app.MapGroup("").RequireUsagePlan();
            group.MapGet("/usage", (GatewayCaller caller) => Microsoft.AspNetCore.Http.Results.Json(caller.GetUsage()));
            group.Map("/any", () => "ok");
        });

    private static async Task<QuotaUsage> GetUsageAsync(GatewayApp app)
    {
        var response = await app.GetAsync("/usage", TestKeys.Alice);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<QuotaUsage>(TestContext.Current.CancellationToken))!;
    }

    private static async Task<int> CountAdmittedAsync(GatewayApp app, int requests)
    {
        var responses = await Task.WhenAll(Enumerable.Range(0, requests).Select(_ => app.GetAsync("/any", TestKeys.Alice)));
        Assert.All(responses, response => Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.TooManyRequests));
        return responses.Count(response => response.StatusCode == HttpStatusCode.OK);
    }

    private static async Task<HttpResponseMessage> SendAsync(GatewayApp app, string method, string path, string? key = TestKeys.Alice)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (key is not null)
        {
            request.Headers.Add("x-api-key", key);
        }

        return await app.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
