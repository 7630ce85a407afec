using System.Collections.Frozen;
using Microsoft.IdentityModel.Tokens;

namespace Gateway.JwtBearer.Keys;

/// <summary>The issuer's signature keys by their id, as it published them at one time.</summary>
internal sealed class KeySet
{
    // RFC 7518 section 3.3.
    private const int MinRsaBits = 2048;

    private readonly FrozenDictionary<string, SecurityKey[]> _keys;

    private KeySet(FrozenDictionary<string, SecurityKey[]> keys, long readAt)
    {
        _keys = keys;
        ReadAt = readAt;
    }

    /// <summary>The timestamp at which they were asked for.</summary>
    public long ReadAt { get; }

    public int Count => _keys.Count;

    /// <summary>Without keys that have no id, that are not asymmetric, or whose size is too small to be safe.</summary>
    public static KeySet Create(IEnumerable<SecurityKey> keys, long readAt) => new(
        keys.Where(key => !string.IsNullOrEmpty(key.KeyId) && key is AsymmetricSecurityKey && (key is ECDsaSecurityKey || key.KeySize >= MinRsaBits))
            .GroupBy(key => key.KeyId, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal),
        readAt);

    /// <summary>Empty when no key has this id; several when one key is published in several forms.</summary>
    public SecurityKey[] Find(string id) => _keys.GetValueOrDefault(id, []);
}
