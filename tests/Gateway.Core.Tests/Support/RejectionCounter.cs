using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Core.Tests.Support;

/// <summary>What one app counts as refused; other apps of the test process have meters of their own.</summary>
internal sealed class RejectionCounter : IDisposable
{
    private readonly MeterListener _listener = new();

    public RejectionCounter(GatewayApp app)
    {
        var factory = app.Services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "gateway.request.rejections" && ReferenceEquals(instrument.Meter.Scope, factory))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, _, tags, _) =>
            Counted.Enqueue(string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))));
        _listener.Start();
    }

    /// <summary>The tags of each count, in their order.</summary>
    public ConcurrentQueue<string> Counted { get; } = new();

    public void Dispose() => _listener.Dispose();
}
