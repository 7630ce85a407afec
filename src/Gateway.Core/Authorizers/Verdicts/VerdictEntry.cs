using Gateway.Core.Pipeline.Tables;

namespace Gateway.Core.Authorizers.Verdicts;

/// <summary>A remembered verdict.</summary>
internal sealed class VerdictEntry(string[] identity, string reach, object? owner, ulong hash, AuthorizerVerdict verdict, long expiresAt)
    : HashedEntry<VerdictKey>(hash, verdict.Size + (2 * (identity.Sum(value => value.Length + 12) + reach.Length)))
{
    public AuthorizerVerdict Verdict { get; } = verdict;

    public long ExpiresAt { get; } = expiresAt;

    public override bool Matches(scoped in VerdictKey key)
    {
        if (key.Reach != reach || !ReferenceEquals(key.Owner, owner) || key.Identity.Length != identity.Length)
        {
            return false;
        }

        for (var i = 0; i < identity.Length; i++)
        {
            if (key.Identity[i] != identity[i])
            {
                return false;
            }
        }

        return true;
    }
}
