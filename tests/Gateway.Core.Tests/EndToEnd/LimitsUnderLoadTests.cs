using System.Net;
using Gateway.Core.Pipeline;
using Gateway.Core.Tests.Support;
using Gateway.Core.UsagePlans;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd;

public class LimitsUnderLoadTests
{
    [Fact]
    public async Task Get_TenThousandInParallelAtOneTokenLeft_AdmitsExactlyOne()
    {
        await using var app = await GatewayApp.StartAsync(
            gateway => gateway.AddUsagePlan("plan", plan => plan.Rate(1).Burst(3).Quota(100_000, QuotaPeriod.Day))
                .AddApiKey("alice", key => key.Value(TestKeys.Alice).Plans("plan")),
            app => app.MapGet("/", () => "ok").RequireUsagePlan());
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await app.GetAsync("/", TestKeys.Alice)).StatusCode);
        }

        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = 64 };
        using var client = new HttpClient(handler) { BaseAddress = app.Address, Timeout = Patience.Limit };
        client.DefaultRequestHeaders.Add("x-api-key", TestKeys.Alice);
        var statuses = await Task.WhenAll(Enumerable.Range(0, 10_000).Select(async _ =>
        {
            using var response = await client.GetAsync("/", TestContext.Current.CancellationToken);
            return response.StatusCode;
        }));

        Assert.Equal(1, statuses.Count(status => status == HttpStatusCode.OK));
        Assert.Equal(9_999, statuses.Count(status => status == HttpStatusCode.TooManyRequests));
        Assert.Equal(3, app.Services.GetRequiredService<IUsageAdministration>().GetUsage("alice", "plan")!.Used);
    }

    [Fact]
    public async Task Get_QuotaReadAndExtendedWhileRequestsRun_BalancesAtTheEnd()
    {
        await using var app = await GatewayApp.StartAsync(
            gateway => gateway.AddUsagePlan("plan", plan => plan.Quota(50, QuotaPeriod.Day))
                .AddApiKey("alice", key => key.Value(TestKeys.Alice).Plans("plan")),
            app => app.MapGet("/", (GatewayCaller caller) => caller.GetUsage()!.Remaining).RequireUsagePlan());
        var administration = app.Services.GetRequiredService<IUsageAdministration>();

        var requests = Task.WhenAll(Enumerable.Range(0, 400).Select(_ => app.GetAsync("/", TestKeys.Alice)));
        for (var i = 0; i < 30; i++)
        {
            administration.ExtendQuota("alice", "plan", 1);
            var usage = administration.GetUsage("alice", "plan")!;
            Assert.Equal(usage.Limit, usage.Used + usage.Remaining);
        }

        var admitted = (await requests.InTime())
            .Count(response => response.StatusCode == HttpStatusCode.OK);
        var end = administration.GetUsage("alice", "plan")!;
        Assert.InRange(admitted, 50, 80);
        Assert.Equal((admitted, 80, 80 - admitted), (end.Used, end.Limit, end.Remaining));
    }

    [Fact]
    public async Task Get_CrowdStalledBeforeAdmissionForSeconds_IsAdmittedByWhatTheBucketHoldsWhenItGoesOn()
    {
        var step = new HoldingStep();
        await using var app = await GatewayApp.StartAsync(
            gateway =>
            {
                gateway.Services.AddSingleton<IGatewayStepFactory>(step);
                gateway.AddUsagePlan("plan", plan => plan.Rate(10).Burst(20)).AddApiKey("alice", key => key.Value(TestKeys.Alice).Plans("plan"));
            },
            app => app.MapGet("/", () => "ok").RequireUsagePlan());

        // At their times of arrival all of them would fit: ten each second, as the rate allows.
        var requests = new List<Task<HttpResponseMessage>>();
        for (var second = 0; second < 12; second++)
        {
            requests.AddRange(Enumerable.Range(0, 10).Select(_ => app.GetAsync("/", TestKeys.Alice)));
            await step.Arrivals.WaitAsync(10);
            app.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        step.Release();
        Assert.Equal(20, await CountAdmittedAsync(requests));
        app.Clock.Advance(TimeSpan.FromSeconds(0.5));
        Assert.Equal(5, await CountAdmittedAsync([.. Enumerable.Range(0, 10).Select(_ => app.GetAsync("/", TestKeys.Alice))]));
    }

    [Fact]
    public async Task Get_CrowdStalledInTheKeyStore_IsAdmittedByWhatTheBucketHoldsWhenItGoesOn()
    {
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var step = new ArrivalStep();
        await using var app = await GatewayApp.StartAsync(
            gateway =>
            {
                gateway.Services.AddSingleton<IGatewayStepFactory>(step);
                gateway.Services.AddApiGateway(options => options.ApiKeys.StoreTimeout = TimeSpan.FromMinutes(1));
                gateway.AddUsagePlan("plan", plan => plan.Rate(10).Burst(20))
                    .AddApiKeyStore(new OneKeyStore(TestKeys.Alice, "plan") { Answers = answer.Task });
            },
            app => app.MapGet("/", () => "ok").RequireUsagePlan());

        var requests = new List<Task<HttpResponseMessage>>();
        for (var second = 0; second < 12; second++)
        {
            requests.AddRange(Enumerable.Range(0, 10).Select(_ => app.GetAsync("/", TestKeys.Alice)));
            await step.Arrivals.WaitAsync(10);
            app.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        answer.SetResult();
        Assert.Equal(20, await CountAdmittedAsync(requests));
    }

    private static async Task<int> CountAdmittedAsync(List<Task<HttpResponseMessage>> requests)
    {
        var responses = await Task.WhenAll(requests).InTime();
        Assert.All(responses, response => Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.TooManyRequests));
        return responses.Count(response => response.StatusCode == HttpStatusCode.OK);
    }

    /// <summary>Tells when a request is about to have its key looked up.</summary>
    private sealed class ArrivalStep : IGatewayStep, IGatewayStepFactory
    {
        public Arrivals Arrivals { get; } = new();

        public GatewayStepPosition Position => GatewayStepPosition.Before(GatewayStepAnchor.ApiKey);

        public IGatewayStep CreateStep(GatewayEndpoint endpoint) => this;

        public Task InvokeAsync(GatewayContext gateway, GatewayDelegate next)
        {
            // After the rest of the way has begun to wait: its clock reading is taken by then.
            var rest = next(gateway);
            Arrivals.Add();
            return rest;
        }
    }
}
