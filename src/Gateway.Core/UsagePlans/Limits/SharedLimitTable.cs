using System.Collections.Concurrent;
using Gateway.Core.Pipeline.Limits;

namespace Gateway.Core.UsagePlans.Limits;

/// <summary>
/// The buckets that callers share, by name, so that they outlive the definitions and the endpoints that name them. As many as
/// definitions and endpoints ever named, never one per caller.
/// </summary>
internal sealed class SharedLimitTable
{
    private readonly ConcurrentDictionary<string, SharedLimit> _limits = new(StringComparer.Ordinal);
    private int _count;

    public SharedLimit GetOrAdd(string name, RateLimit limit) =>
        _limits.GetOrAdd(name, static (_, state) => new SharedLimit(Interlocked.Increment(ref state.Table._count), state.Limit), (Table: this, Limit: limit));
}
