using System.Net;
using Gateway.Core.Tests.Support;
using Gateway.Core.UsagePlans;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd;

/// <summary>FIELD.md C2 case 36, the half that concerns limits: an HTTP/2 stream that is reset has been charged, and holds nothing any more.</summary>
public class RapidResetTests
{
    private const int Streams = 40;

    [Fact]
    public async Task Streams_ResetOneAfterTheOther_SpendATokenEachAndGiveTheirPermitsBack()
    {
        var entered = new SemaphoreSlim(0);
        var left = new SemaphoreSlim(0);
        await using var app = await GatewayApp.StartAsync(
            gateway => gateway
                .AddUsagePlan("free", plan => plan.Rate(0.001).Burst(Streams + 1).Quota(1_000, QuotaPeriod.Day).Concurrency(1))
                .AddApiKey("alice", key => key.Value(TestKeys.Alice).Plans("free")),
            app =>
            {
                // What is registered first runs last: by then the gateway has let go of the request.
                app.Use((context, next) =>
                {
                    context.Response.OnCompleted(() =>
                    {
                        left.Release();
                        return Task.CompletedTask;
                    });
                    return next(context);
                });
                app.UseRouting();
                app.MapGet("/slow", async (HttpContext context) =>
                {
                    entered.Release();
                    await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                }).RequireUsagePlan();
                app.MapGet("/fine", () => "ok").RequireUsagePlan();
            },
            protocols: HttpProtocols.Http2);

        for (var i = 0; i < Streams; i++)
        {
            using var reset = new CancellationTokenSource();
            var pending = SendAsync(app, "/slow", reset.Token);
            Assert.True(await entered.WaitAsync(Patience.Limit, TestContext.Current.CancellationToken));
            await reset.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pending);
            Assert.True(await left.WaitAsync(Patience.Limit, TestContext.Current.CancellationToken));
        }

        var usage = app.Services.GetRequiredService<IUsageAdministration>();
        Assert.Equal(Streams, usage.GetUsage("alice", "free")!.Used);
        Assert.Equal(HttpStatusCode.OK, await SendAsync(app, "/fine", TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.TooManyRequests, await SendAsync(app, "/fine", TestContext.Current.CancellationToken));
    }

    private static async Task<HttpStatusCode> SendAsync(GatewayApp app, string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        request.Headers.Add("x-api-key", TestKeys.Alice);
        using var response = await app.Client.SendAsync(request, cancellationToken);
        return response.StatusCode;
    }
}
