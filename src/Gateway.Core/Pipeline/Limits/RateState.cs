namespace Gateway.Core.Pipeline.Limits;

/// <summary>
/// One bucket: the word, and the limit in whose units it is. The default value is a full bucket of whatever limit touches it first. Not
/// thread-safe; its owner holds it.
/// </summary>
internal struct RateState
{
    private RateLimit? _limit;
    private long _word;

    /// <summary>Whether a new bucket would behave the same.</summary>
    public readonly bool IsFull(long timestamp) => _limit is null || _limit.IsFull(_word, timestamp);

    /// <summary>Takes the cost, or spends nothing and says what was refused, for <see cref="RateLimit.GetWait"/> outside of the lock.</summary>
    /// <param name="limit">The limit that the request was composed with.</param>
    /// <param name="timestamp">Now.</param>
    /// <param name="cost">Tokens.</param>
    /// <param name="used">The limit that decided: a newer one than <paramref name="limit"/> if the bucket has seen it already.</param>
    /// <param name="next">The word after the cost.</param>
    public bool TryTake(RateLimit limit, long timestamp, int cost, out RateLimit used, out long next)
    {
        var word = _word;
        used = _limit ?? limit;
        if (used.Version < limit.Version)
        {
            word = limit.Convert(word, used, timestamp);
            used = limit;
        }

        if (!used.TryTake(word, timestamp, cost, out next))
        {
            return false;
        }

        _limit = used;
        _word = next;
        return true;
    }
}
