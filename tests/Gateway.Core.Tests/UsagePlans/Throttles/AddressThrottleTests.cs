using System.Globalization;
using System.Net;
using Gateway.Core.Diagnostics;
using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Composition;
using Gateway.Core.Tests.Support;
using Gateway.Core.UsagePlans;
using Gateway.Core.UsagePlans.Throttles;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Gateway.Core.Tests.UsagePlans.Throttles;

public class AddressThrottleTests
{
    private const string Body =
        """{"type":"https://tools.ietf.org/html/rfc6585#section-4","title":"Too Many Requests","status":429"""
        + ""","detail":"The request rate of this address is exceeded. Retry after the time in the Retry-After header.","reason":"address_rate_exceeded"}""";

    [Fact]
    public async Task InvokeAsync_EndpointWithoutAPlan_RefusesOverTheBurstUntilTheRateGivesOneMore()
    {
        await using var app = await GatewayApp.StartAsync(_ => { }, app => app.MapGet("/", () => "ok").WithAddressThrottle(rate: 0.1, burst: 2));

        Assert.Equal("200 200 429", await GetStatusesAsync(app, "/", 3));
        var refused = await app.AskAsync("/");
        Assert.Equal((Body, "10"), (refused.Body, refused["Retry-After"]));
        app.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("200 429", await GetStatusesAsync(app, "/", 2));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("not-a-key")]
    [InlineData(TestKeys.Bob)]
    [InlineData(TestKeys.Alice)]
    public async Task InvokeAsync_AnyKeyOrNone_CountsBeforeTheKeyIsLookedAt(string? key)
    {
        await using var app = await GatewayApp.StartAsync(
            gateway => gateway.AddUsagePlan("free", plan => plan.Quota(10, QuotaPeriod.Day))
                .AddApiKey("alice", options => options.Value(TestKeys.Alice).Plans("free")),
            app => app.MapGet("/", (GatewayCaller caller) => caller.GetUsage()!.Used.ToString(CultureInfo.InvariantCulture))
                .RequireUsagePlan().WithAddressThrottle(rate: 1, burst: 2));

        var first = await app.AskAsync("/", key);
        Assert.Equal(key == TestKeys.Alice ? 200 : 401, first.Status);
        Assert.Equal(first.Status, (await app.AskAsync("/", key)).Status);
        Assert.Equal((429, Body), ((await app.AskAsync("/", key)).Status, (await app.AskAsync("/", key)).Body));

        // What was refused by the address was not charged to the plan.
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(key == TestKeys.Alice ? "3" : "1", (await app.AskAsync("/", TestKeys.Alice)).Body);
    }

    [Fact]
    public async Task InvokeAsync_ThrottlesOfGroupsAndEndpoint_AllHoldAndTheLongestWaitIsSaid()
    {
        await using var app = await GatewayApp.StartAsync(_ => { }, app => app.MapGroup("/g")
            .WithAddressThrottle(rate: 0.01, burst: 3).WithAddressThrottle(rate: 1, burst: 2).MapGet("/", () => "ok").WithAddressThrottle(rate: 10, burst: 100));

        Assert.Equal("200 200 429", await GetStatusesAsync(app, "/g", 3));
        Assert.Equal("1", (await app.AskAsync("/g"))["Retry-After"]);
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("200 429", await GetStatusesAsync(app, "/g", 2));
        Assert.Equal("99", (await app.AskAsync("/g"))["Retry-After"]);
    }

    [Fact]
    public async Task InvokeAsync_RefusedByOneOfTwo_SpendsNothingOfTheOther()
    {
        await using var app = await GatewayApp.StartAsync(
            _ => { },
            app => app.MapGet("/", () => "ok").WithAddressThrottle(rate: 0.001, burst: 3).WithAddressThrottle(rate: 1, burst: 1));

        Assert.Equal("200 429 429 429 429", await GetStatusesAsync(app, "/", 5));
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("200 429", await GetStatusesAsync(app, "/", 2));
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("200 429", await GetStatusesAsync(app, "/", 2));
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("429", await GetStatusesAsync(app, "/", 1));
    }

    [Fact]
    public async Task InvokeAsync_EndpointsOfAGroup_CountEachForItself()
    {
        await using var app = await GatewayApp.StartAsync(_ => { }, app =>
        {
            var group = app.MapGroup("/").WithAddressThrottle(rate: 1, burst: 1);
            group.MapGet("/a", () => "ok");
            group.MapGet("/b", () => "ok");
            group.MapGet("/free", () => "ok").DisableAddressThrottle();
            group.MapGet("/own", () => "ok").DisableAddressThrottle().WithAddressThrottle(rate: 1, burst: 3);
        });

        Assert.Equal("200 429", await GetStatusesAsync(app, "/a", 2));
        Assert.Equal("200 429", await GetStatusesAsync(app, "/b", 2));
        Assert.Equal("200 200 200 200", await GetStatusesAsync(app, "/free", 4));
        Assert.Equal("200 200 200 429", await GetStatusesAsync(app, "/own", 4));
    }

    [Fact]
    public async Task InvokeAsync_Refused_IsCountedOnceAndNamesNoAddress()
    {
        RejectionDetailProbe probe = new();
        await using var app = await GatewayApp.StartAsync(_ => { }, app =>
        {
            probe.Watch(app);
            app.MapGet("/orders", () => "ok").WithAddressThrottle(rate: 0.5, burst: 1);
        });
        using var counter = new RejectionCounter(app);

        Assert.Equal("200 429", await GetStatusesAsync(app, "/orders", 2));
        Assert.Equal(new AddressRateRejection(0.5, 1, TimeSpan.FromSeconds(2)), probe.Last);
        Assert.Equal(["gateway.stage=$default gateway.route=GET /orders gateway.reason=address_rate_exceeded"], counter.Counted);
        Assert.DoesNotContain(
            app.Logs.Entries,
            entry => entry.Category.StartsWith("Gateway.", StringComparison.Ordinal) && entry.Message.Contains("127.0.0", StringComparison.Ordinal));
    }

    [Fact]
    public async Task InvokeAsync_ReferenceMode_AnswersAsTheReferenceThrottles()
    {
        await using var app = await GatewayApp.StartAsync(
            gateway => gateway.Services.AddApiGateway(options => options.Mode = GatewayMode.AmazonApiGateway),
            app => app.MapGet("/", () => "ok").WithAddressThrottle(rate: 1, burst: 1));
        await app.AskAsync("/");
        var refused = await app.AskAsync("/");

        Assert.Equal(
            (429, """{"message":"Too Many Requests"}""", "TooManyRequestsException"), (refused.Status, refused.Body, refused["x-amzn-ErrorType"]));
    }

    [Fact]
    public async Task InvokeAsync_EndpointBuiltAgain_GoesOnWithItsBuckets()
    {
        using var later = new MutableEndpoints();
        await using var app = await GatewayApp.StartAsync(_ => { }, app => ((IEndpointRouteBuilder)app).DataSources.Add(later));
        later.Set(Build(burst: 4));
        Assert.Equal("200 200", await GetStatusesAsync(app, "/later", 2));
        later.Set(Build(burst: 4));
        Assert.Equal("200", await GetStatusesAsync(app, "/later", 1));
        later.Set(Build(burst: 8));

        Assert.Equal("200 200 429", await GetStatusesAsync(app, "/later", 3));
    }

    [Fact]
    public async Task InvokeAsync_MoreAddressesThanMaxAddresses_ShareABucketAndDegradeHealth()
    {
        await using var app = await GatewayApp.StartAsync(
            gateway => gateway.Services.AddApiGateway(options => options.MaxAddresses = 1_000),
            app => app.MapGet("/", () => "ok").WithAddressThrottle(rate: 0.001, burst: 1));
        var requests = new DirectRequests(app);
        var admitted = 0;
        for (var i = 0; i < 5_000; i++)
        {
            admitted += await requests.SendAsync(new IPAddress(i)) == 200 ? 1 : 0;
        }

        // Twice as many places as promised, in 32 sets, and one token for all others together.
        Assert.Equal((32 * 64) + 1, admitted);
        Assert.Equal(["addresses"], app.Services.GetRequiredService<GatewayHealth>().GetDegradedParts().Keys);
        Assert.Single(app.Logs.Entries, entry => entry.Id.Id == 1004 && entry.Level == LogLevel.Warning);
    }

    [Theory]
    [InlineData(0.0009, 1)]
    [InlineData(1_000_000.1, 1)]
    [InlineData(double.NaN, 1)]
    [InlineData(1, 0)]
    [InlineData(1, 10_000_001)]
    public async Task WithAddressThrottle_OutsideOfItsRange_Throws(double rate, int burst)
    {
        await using var app = await GatewayApp.StartAsync(_ => { }, app =>
            Assert.Throws<ArgumentOutOfRangeException>(() => app.MapGet("/", () => "ok").WithAddressThrottle(rate, burst)));
    }

    [Theory]
    [InlineData(0.001, 1)]
    [InlineData(1_000_000, 10_000_000)]
    public async Task WithAddressThrottle_EdgeOfItsRange_IsServed(double rate, int burst)
    {
        await using var app = await GatewayApp.StartAsync(_ => { }, app => app.MapGet("/", () => "ok").WithAddressThrottle(rate, burst));

        Assert.Equal("200", await GetStatusesAsync(app, "/", 1));
    }

    private static Endpoint Build(int burst)
    {
        var builder = new RouteEndpointBuilder(
            context => context.Response.WriteAsync("ok"), RoutePatternFactory.Parse("/later"), order: 0);
        builder.Metadata.Add(new AddressThrottleMetadata(0.001, burst));
        EndpointPipeline.Install(builder);
        return builder.Build();
    }

    private static async Task<string> GetStatusesAsync(GatewayApp app, string path, int times)
    {
        var statuses = new List<int>();
        for (var i = 0; i < times; i++)
        {
            statuses.Add((await app.AskAsync(path)).Status);
        }

        return string.Join(' ', statuses);
    }
}
