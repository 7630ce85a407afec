using System.Diagnostics.Metrics;
using Gateway.Core.Diagnostics;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.Diagnostics;

[Collection(nameof(MeasuredAlone))]
public class GatewayMetricsTests
{
    [Fact]
    public async Task RequestRejected_ByThePipeline_CountsOneWithItsTags()
    {
        await using var app = await GatewayApp.StartAsync(
            gateway => gateway.AddStage("prod").AddUsagePlan("free", plan => plan.Rate(0.001).Burst(1))
                .AddApiKey("alice", key => key.Value(TestKeys.Alice).Plans("free")),
            app => app.MapGet("/orders/{id:int}", (int id) => id).WithStage("prod").RequireUsagePlan());
        using var recorder = new Recorder(app.Services.GetRequiredService<IMeterFactory>());

        await app.GetAsync("/orders/1", TestKeys.Alice);
        await app.GetAsync("/orders/1", TestKeys.Alice);
        await app.GetAsync("/orders/1", TestKeys.Bob);

        Assert.Equal(
            [
                "gateway.request.rejections {request} +1 gateway.plan=free gateway.reason=rate_exceeded gateway.route=GET /orders/{id} gateway.stage=prod",
                "gateway.request.rejections {request} +1 gateway.reason=api_key_invalid gateway.route=GET /orders/{id} gateway.stage=prod",
            ],
            recorder.Measurements);
    }

    [Fact]
    public void RequestRejected_WithoutAListener_AllocatesNothing()
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var metrics = new GatewayMetrics(services.GetRequiredService<IMeterFactory>());
        metrics.RequestRejected("prod", "GET /", "free", "rate_exceeded");

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
        {
            metrics.RequestRejected("prod", "GET /", "free", "rate_exceeded");
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Names_OfMeterAndTags_AreThese()
    {
        Assert.Equal("Gateway.Core", GatewayMetrics.MeterName);
        Assert.Equal(
            ["gateway.stage", "gateway.route", "gateway.plan", "gateway.reason"],
            [GatewayTagNames.Stage, GatewayTagNames.Route, GatewayTagNames.Plan, GatewayTagNames.Reason]);
    }

    /// <summary>Listens to the meters of one app only, so that tests which run beside it are not heard.</summary>
    private sealed class Recorder : IDisposable
    {
        private readonly MeterListener _listener = new();

        public Recorder(IMeterFactory factory)
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "Gateway.Core" && ReferenceEquals(instrument.Meter.Scope, factory))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
            {
                var text = string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}").Order(StringComparer.Ordinal));
                lock (Measurements)
                {
                    Measurements.Add($"{instrument.Name} {instrument.Unit} +{value} {text}");
                }
            });
            _listener.Start();
        }

        public List<string> Measurements { get; } = [];

        public void Dispose() => _listener.Dispose();
    }
}
