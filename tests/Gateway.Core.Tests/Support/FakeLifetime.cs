using Microsoft.AspNetCore.Http.Features;

namespace Gateway.Core.Tests.Support;

/// <summary>Counts aborts.</summary>
internal sealed class FakeLifetime : IHttpRequestLifetimeFeature
{
    private int _aborts;

    public CancellationToken RequestAborted { get; set; }

    public int Aborts => _aborts;

    public void Abort() => Interlocked.Increment(ref _aborts);
}
