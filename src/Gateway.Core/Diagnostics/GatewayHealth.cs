using System.Collections.Concurrent;

namespace Gateway.Core.Diagnostics;

/// <summary>
/// Which parts of the gateway are degraded right now and why. Parts are named by code, so their number is bounded.
/// </summary>
internal sealed class GatewayHealth
{
    private readonly ConcurrentDictionary<string, Degradation> _degraded = new(StringComparer.Ordinal);

    /// <summary>Returns true when the part was not degraded before, so that a caller logs once per change.</summary>
    /// <param name="part">The part.</param>
    /// <param name="reason">Why, for operators.</param>
    /// <param name="hasPassed">For what passes by itself: asked whenever health is read, because nothing may come that would restore it.</param>
    public bool TryDegrade(string part, string reason, Func<bool>? hasPassed = null)
    {
        var degradation = new Degradation(reason, hasPassed);
        if (_degraded.TryAdd(part, degradation))
        {
            return true;
        }

        _degraded[part] = degradation;
        return false;
    }

    /// <summary>Returns true when the part was degraded before.</summary>
    public bool TryRestore(string part) => _degraded.TryRemove(part, out _);

    public IReadOnlyDictionary<string, object> GetDegradedParts() =>
        _degraded.Where(pair => !pair.Value.IsOver).ToDictionary(pair => pair.Key, pair => (object)pair.Value.Reason, StringComparer.Ordinal);

    private sealed record Degradation(string Reason, Func<bool>? HasPassed)
    {
        public bool IsOver => HasPassed is not null && HasPassed();
    }
}
