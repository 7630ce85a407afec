using System.Collections.ObjectModel;
using Gateway.Core.Pipeline;

namespace Gateway.Core.ApiKeys.Lookup;

/// <summary>
/// Who a presented value belongs to, and until when that holds without asking again. A store may leave lists out, whatever the
/// compiler says of them.
/// </summary>
internal sealed class KnownApiKey(ApiKey key, long lookedUpAt, DateTimeOffset? validUntil)
    : CallerIdentity(key.Id, key.Name, key.Tags ?? ReadOnlyDictionary<string, string>.Empty, [.. key.Plans ?? []])
{
    private readonly long _validUntilTicks = validUntil?.UtcTicks ?? long.MaxValue;
    private volatile bool _isForgotten;

    /// <summary>Revokes what is known with one write; every request sees it.</summary>
    public void Forget() => _isForgotten = true;

    public bool IsUsable(long timestamp, long maxAge, TimeProvider timeProvider) =>
        !_isForgotten
        && timestamp - lookedUpAt < maxAge
        && (_validUntilTicks == long.MaxValue || timeProvider.GetUtcNow().UtcTicks < _validUntilTicks);
}
