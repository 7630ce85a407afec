using System.Threading.Channels;

namespace Gateway.Core.Tests.Support;

/// <summary>Lets a test wait until so many requests have reached a point.</summary>
internal sealed class Arrivals
{
    private readonly Channel<int> _arrivals = Channel.CreateUnbounded<int>();

    public void Add() => _arrivals.Writer.TryWrite(1);

    /// <summary>Returns when that many more have arrived.</summary>
    public async Task WaitAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            await _arrivals.Reader.ReadAsync().AsTask().InTime();
        }
    }
}
