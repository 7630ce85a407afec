using System.Collections.Frozen;

namespace Gateway.Core.ApiKeys;

/// <summary>The keys of code and configuration. Asked before any other store, without waiting.</summary>
internal sealed class InMemoryApiKeyStore
{
    private readonly FrozenDictionary<ApiKeyHash, ApiKey> _keys;

    public InMemoryApiKeyStore(IReadOnlyDictionary<string, ApiKeyOptions> keys)
    {
        var byHash = new Dictionary<ApiKeyHash, ApiKey>();
        foreach (var (id, options) in keys)
        {
            var key = Create(id, options);
            foreach (var hex in (string?[])[key.Hash, key.PreviousHash])
            {
                if (ApiKeyHash.TryParse(hex, out var hash))
                {
                    byHash.TryAdd(hash, key);
                }
            }
        }

        _keys = byHash.ToFrozenDictionary();
    }

    /// <summary>Stands for these keys with whoever outlives them and must not keep all of them in memory.</summary>
    public object Version { get; } = new();

    public ApiKey? Find(ApiKeyHash hash) => _keys.GetValueOrDefault(hash);

    /// <summary>Whether the other store would answer every question alike.</summary>
    public bool HasSameKeys(InMemoryApiKeyStore other) =>
        _keys.Count == other._keys.Count
        && _keys.All(pair => other._keys.TryGetValue(pair.Key, out var key) && IsSame(pair.Value, key));

    // Records compare their lists by reference.
    private static bool IsSame(ApiKey key, ApiKey other) =>
        key == other with { Plans = key.Plans, Tags = key.Tags }
        && key.Plans.SequenceEqual(other.Plans)
        && key.Tags.Count == other.Tags.Count
        && key.Tags.All(tag => other.Tags.TryGetValue(tag.Key, out var value) && value == tag.Value);

    private static ApiKey Create(string id, ApiKeyOptions options) => new()
    {
        Id = id,
        Hash = options.Value is { } value ? ApiKey.ComputeHash(value) : options.Hash!,
        Name = options.Name,
        PreviousHash = options.PreviousHash,
        PreviousValidUntil = options.PreviousValidUntil,
        Plans = [.. options.Plans],
        Enabled = options.Enabled,
        ExpiresAt = options.ExpiresAt,
        Tags = options.Tags.ToFrozenDictionary(StringComparer.Ordinal),
    };
}
