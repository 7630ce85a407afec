using System.Collections.Concurrent;

namespace Gateway.Core.Diagnostics;

/// <summary>
/// Which parts of the gateway are degraded right now and why. Parts are named by code, so their number is bounded.
/// </summary>
internal sealed class GatewayHealth
{
    private readonly ConcurrentDictionary<string, string> _degraded = new(StringComparer.Ordinal);

    public bool IsHealthy => _degraded.IsEmpty;

    /// <summary>Returns true when the part was not degraded before, so that a caller logs once per change.</summary>
    public bool TryDegrade(string part, string reason)
    {
        if (_degraded.TryAdd(part, reason))
        {
            return true;
        }

        _degraded[part] = reason;
        return false;
    }

    /// <summary>Returns true when the part was degraded before.</summary>
    public bool TryRestore(string part) => _degraded.TryRemove(part, out _);

    public IReadOnlyDictionary<string, object> GetDegradedParts() =>
        _degraded.ToDictionary(pair => pair.Key, pair => (object)pair.Value, StringComparer.Ordinal);
}
