using Gateway.Core.Pipeline.Tables;

namespace Gateway.Core.Authorizers.Verdicts;

/// <summary>What one authorizer has answered, by identity, for a while.</summary>
internal sealed class VerdictCache(AuthorizerOptions options, TimeProvider timeProvider)
{
    private readonly HashedTable<VerdictKey, VerdictEntry> _table = new(options.MaxCachedResults, options.MaxCachedBytes);
    private int _epoch;

    /// <summary>Changes whenever everything is forgotten: what was asked before must not be remembered after.</summary>
    public int Epoch => Volatile.Read(ref _epoch);

    /// <summary>Whether a policy was ever answered; then one is looked for first.</summary>
    public bool HasPolicies { get; private set; }

    /// <summary>The verdict that holds for this identity here, or null. 0 B.</summary>
    public AuthorizerVerdict? Find(ReadOnlySpan<string> identity, VerdictReach reach, long timestamp)
    {
        var plain = VerdictKey.OfPlain(identity, reach);
        var policy = VerdictKey.OfPolicy(identity, reach);
        return reach.Owner is null ? Find(policy, timestamp)
            : HasPolicies ? Find(policy, timestamp) ?? Find(plain, timestamp)
            : Find(plain, timestamp);
    }

    public AuthorizerVerdict? Find(string[] identity, VerdictReach reach) => Find(identity, reach, timeProvider.GetTimestamp());

    /// <summary>Whether the identity has been let in before, also when that is no longer valid.</summary>
    public bool HasSeenGood(ReadOnlySpan<string> identity, VerdictReach reach) =>
        Find(VerdictKey.OfPlain(identity, reach), long.MinValue) is { Principal: not null }
        || Find(VerdictKey.OfPolicy(identity, reach), long.MinValue) is { Principal: not null };

    public void Remember(string[] identity, VerdictReach reach, AuthorizerVerdict verdict, int epoch)
    {
        var time = verdict.TimeToLive is { } own && own < options.TimeToLive ? own : options.TimeToLive;
        if (time == TimeSpan.Zero || verdict.Kind == AuthorizerVerdictKind.Unauthorized || epoch != Epoch)
        {
            return;
        }

        HasPolicies |= verdict.IsPolicy;
        var key = verdict.IsPolicy ? VerdictKey.OfPolicy(identity, reach) : VerdictKey.OfPlain(identity, reach);
        var expiresAt = timeProvider.GetTimestamp() + (long)(time.TotalSeconds * timeProvider.TimestampFrequency);
        _table.Set(new VerdictEntry(identity, key.Reach, key.Owner, key.GetHash(), verdict, expiresAt), key);
        if (epoch != Epoch)
        {
            _table.Clear();
        }
    }

    public void Clear()
    {
        Interlocked.Increment(ref _epoch);
        _table.Clear();
    }

    private AuthorizerVerdict? Find(VerdictKey key, long timestamp) =>
        _table.Find(key.GetHash(), key) is { } entry && timestamp < entry.ExpiresAt ? entry.Verdict : null;
}
