using Microsoft.Extensions.Options;

namespace Gateway.Core.ApiKeys;

/// <summary>The ranges, from the attributes.</summary>
[OptionsValidator]
internal sealed partial class ApiKeysOptionsRangeValidator : IValidateOptions<ApiKeysOptions>;

/// <summary>The rules between fields, and between keys.</summary>
internal sealed class ApiKeysOptionsValidator : IValidateOptions<ApiKeysOptions>
{
    public ValidateOptionsResult Validate(string? name, ApiKeysOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        if (options.KnownKeyLifetime < options.RevalidateAfter)
        {
            result.AddError(
                $"{name}:KnownKeyLifetime: {options.KnownKeyLifetime} is shorter than RevalidateAfter ({options.RevalidateAfter}); make it at least as long.");
        }

        var owners = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (id, key) in options.Keys)
        {
            foreach (var hash in GetHashes(key))
            {
                if (!owners.TryAdd(hash, id) && owners[hash] != id)
                {
                    result.AddError($"{name}:Keys:{id}: has the same value as key '{owners[hash]}'; a value belongs to one key.");
                }
            }
        }

        return result.Build();
    }

    private static IEnumerable<string> GetHashes(ApiKeyOptions key)
    {
        if (key.Hash is not null)
        {
            yield return key.Hash;
        }

        if (key.Value is not null && ApiKeyFormat.IsWellFormed(key.Value))
        {
            yield return ApiKey.ComputeHash(key.Value);
        }

        if (key.PreviousHash is not null)
        {
            yield return key.PreviousHash;
        }
    }
}
