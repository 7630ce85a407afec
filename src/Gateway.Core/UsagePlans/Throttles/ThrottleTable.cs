using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using Gateway.Core.Pipeline.Limits;

namespace Gateway.Core.UsagePlans.Throttles;

/// <summary>The shared throttles by name, as one set of definitions has them.</summary>
internal sealed class ThrottleTable
{
    private readonly FrozenDictionary<string, RateLimit> _limits;

    public ThrottleTable(
        IReadOnlyDictionary<string, ThrottleOptions> throttles,
        TimeProvider timeProvider,
        ThrottleTable? previous = null,
        int version = 0) =>
        _limits = throttles.ToFrozenDictionary(
            throttle => throttle.Key,
            throttle => RateLimit.Create(previous?._limits.GetValueOrDefault(throttle.Key), throttle.Value, timeProvider, version),
            StringComparer.Ordinal);

    public IEnumerable<string> Names => _limits.Keys.Order(StringComparer.Ordinal);

    public bool TryGet(string name, [MaybeNullWhen(false)] out RateLimit limit) => _limits.TryGetValue(name, out limit);
}
