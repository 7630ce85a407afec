using System.Net;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd;

public class FirstPathTests
{
    [Fact]
    public async Task Get_BurstUsedUp_Returns429WithRetryAfterAndRecoversAfterIt()
    {
        await using var app = await GatewayApp.StartAsync(
            gateway => gateway.AddUsagePlan("free", plan => plan.Rate(0.5).Burst(2)).AddApiKey("alice", key => key.Value(TestKeys.Alice).Plans("free")),
            app => app.MapGet("/orders", () => "ok").RequireUsagePlan());

        Assert.Equal(HttpStatusCode.Unauthorized, (await app.GetAsync("/orders")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await app.GetAsync("/orders", TestKeys.Alice)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await app.GetAsync("/orders", TestKeys.Alice)).StatusCode);
        var refused = await app.GetAsync("/orders", TestKeys.Alice);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("2", refused.Headers.RetryAfter!.ToString());
        app.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(HttpStatusCode.OK, (await app.GetAsync("/orders", TestKeys.Alice)).StatusCode);
    }
}
