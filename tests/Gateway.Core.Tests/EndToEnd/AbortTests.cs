using System.Collections.Concurrent;
using Gateway.Core.ApiKeys;
using Gateway.Core.Pipeline;
using Gateway.Core.Tests.Support;
using Gateway.Core.UsagePlans;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd;

/// <summary>Clients that go away while the gateway or the handler waits: everything comes back, and nothing is counted against anybody.</summary>
[Collection(nameof(MeasuredAlone))]
public class AbortTests
{
    private const int Clients = 20;

    [Theory]
    [InlineData("/before-admission", 0)]
    [InlineData("/look-up", 0)]
    [InlineData("/handler", Clients)]
    [InlineData("/body", Clients)]
    public async Task Client_GoesAwayDuringAnAwait_EverythingComesBackAndNothingIsRefused(string path, int charged)
    {
        using var faults = new UnobservedFaults(typeof(AbortTests));
        var stalls = new Stalls();
        await using var app = await StartAsync(stalls);
        using var counter = new RejectionCounter(app);

        var connections = new List<RawConnection>();
        for (var i = 0; i < Clients; i++)
        {
            var connection = await RawConnection.OpenAsync(app.Address);
            var key = path == "/look-up" ? ApiKey.Create("test").Value : TestKeys.Alice;
            await connection.SendAsync($"GET {path} HTTP/1.1\r\nHost: a\r\nx-api-key: {key}\r\n\r\n");
            connections.Add(connection);
        }

        await stalls.WaitForAsync(stalls.Reached);
        connections.ForEach(connection => connection.Reset());
        await stalls.WaitForAsync(stalls.Completed);
        stalls.Release.TrySetResult();

        Assert.Equal(Clients, stalls.Entered.Count);
        Assert.All(stalls.Entered, entered => Assert.Equal(entered.Version + 1, entered.Feature.Version));
        Assert.Empty(counter.Counted);
        Assert.DoesNotContain(app.Logs.Entries, entry => entry.Level >= LogLevel.Warning && entry.Category.StartsWith("Gateway.", StringComparison.Ordinal));
        Assert.Equal(charged, app.GetUsed());
        Assert.Equal("ok", (await app.AskAsync("/fine", TestKeys.Alice)).Body);
        Assert.Empty(faults.Collect());
    }

    private static Task<GatewayApp> StartAsync(Stalls stalls) => GatewayApp.StartAsync(
        gateway => gateway
            .AddUsagePlan("free", plan => plan.Quota(1_000, QuotaPeriod.Day))
            .AddApiKey("alice", key => key.Value(TestKeys.Alice).Plans("free"))
            .AddApiKeyStore(new StalledStore(stalls))
            .Services.AddSingleton<IGatewayStepFactory>(new EntryFactory(stalls)),
        app =>
        {
            app.Use((context, next) =>
            {
                // Registered first, so it runs last: after the gateway has given back what it rented.
                context.Response.OnCompleted(() =>
                {
                    stalls.Completed.Release();
                    return Task.CompletedTask;
                });
                return next(context);
            });
            app.MapGet("/before-admission", () => "ok").RequireUsagePlan();
            app.MapGet("/look-up", () => "ok").RequireUsagePlan();
            app.MapGet("/fine", () => "ok").RequireUsagePlan();
            app.MapGet("/handler", (HttpContext context) => stalls.StallAsync(context.RequestAborted)).RequireUsagePlan();
            app.MapGet("/body", async (HttpContext context) =>
            {
                var buffer = new byte[64 * 1024];
                stalls.Reached.Release();
                while (true)
                {
                    await context.Response.Body.WriteAsync(buffer, context.RequestAborted);
                    context.RequestAborted.ThrowIfCancellationRequested();

                    // Once the client is gone a write completes at once; without a pause the handlers would keep the abort from being told.
                    await Task.Yield();
                }
            }).RequireUsagePlan();
        });

    private sealed class Stalls
    {
        public SemaphoreSlim Reached { get; } = new(0);

        public SemaphoreSlim Completed { get; } = new(0);

        public TaskCompletionSource Release { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ConcurrentQueue<(GatewayFeature Feature, int Version)> Entered { get; } = new();

        public async Task WaitForAsync(SemaphoreSlim signal)
        {
            for (var i = 0; i < Clients; i++)
            {
                Assert.True(await signal.WaitAsync(Patience.Limit), $"Only {i} of {Clients} arrived.");
            }
        }

        public Task StallAsync(CancellationToken cancellationToken)
        {
            Reached.Release();
            return Release.Task.WaitAsync(cancellationToken);
        }
    }

    private sealed class StalledStore(Stalls stalls) : IApiKeyStore
    {
        public async ValueTask<ApiKey?> FindAsync(string hash, CancellationToken cancellationToken)
        {
            await stalls.StallAsync(CancellationToken.None);
            return null;
        }
    }

    private sealed class EntryFactory(Stalls stalls) : IGatewayStepFactory
    {
        public GatewayStepPosition Position => GatewayStepPosition.Before(GatewayStepAnchor.ApiKey);

        public IGatewayStep? CreateStep(GatewayEndpoint endpoint) => endpoint.Id == "GET /fine" ? null : new EntryStep(stalls, endpoint.Id);
    }

    private sealed class EntryStep(Stalls stalls, string endpoint) : IGatewayStep
    {
        public async Task InvokeAsync(GatewayContext gateway, GatewayDelegate next)
        {
            stalls.Entered.Enqueue((gateway.Feature, gateway.Feature.Version));
            if (endpoint == "GET /before-admission")
            {
                await stalls.StallAsync(gateway.HttpContext.RequestAborted);
            }

            await next(gateway);
        }
    }
}
