using System.Collections.Concurrent;
using Gateway.Core.Pipeline;

namespace Gateway.Core.Tests.Support;

/// <summary>Writes down what is given back.</summary>
internal sealed class FakePermits : IPermitHolder
{
    public ConcurrentQueue<Permits> Returned { get; } = new();

    public void Return(Permits permits) => Returned.Enqueue(permits);
}
