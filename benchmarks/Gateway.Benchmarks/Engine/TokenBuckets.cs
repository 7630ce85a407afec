using System.Threading.RateLimiting;

namespace Gateway.Benchmarks.Engine;

/// <summary>The rival: the framework's token buckets, one per key. A rate only; it has no quota.</summary>
internal sealed class TokenBuckets : IDisposable, IAsyncDisposable
{
    private readonly PartitionedRateLimiter<string> _limiter;

    private TokenBuckets(TokenBucketRateLimiterOptions options, int count)
    {
        _limiter = PartitionedRateLimiter.Create<string, string>(
            key => RateLimitPartition.GetTokenBucketLimiter(key, _ => options),
            StringComparer.Ordinal);
        Presented = Callers.CreateKeys(count);
        Fill(Callers.CreateKeys(count));
    }

    public string[] Presented { get; }

    /// <summary>Nothing is refused.</summary>
    public static TokenBuckets WithPlenty(int count) => new(Options(1_000_000_000, TimeSpan.FromSeconds(1)), count);

    /// <summary>One request, which is used up, then none for a thousand seconds.</summary>
    public static TokenBuckets WithOneRequest(int count) => new(Options(1, TimeSpan.FromSeconds(1000)), count);

    public bool TryAcquire(string key)
    {
        using var lease = _limiter.AttemptAcquire(key);
        return lease.IsAcquired;
    }

    /// <summary>Asks once for each key, so that it has its bucket.</summary>
    public void Fill(ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            TryAcquire(key);
        }
    }

    public string? Differs(bool isAcquired)
    {
        var wrong = Presented.Count(key => TryAcquire(key) != isAcquired);
        return wrong == 0 ? null : $"{wrong} of {Presented.Length} keys were {(isAcquired ? "refused" : "admitted")}";
    }

    /// <summary>One thread's part of a question.</summary>
    /// <param name="first">The key to start with.</param>
    public Action<int> Loop(int first)
    {
        var position = first;
        return operations =>
        {
            var (presented, next) = (Presented, position);
            for (var operation = 0; operation < operations; operation++)
            {
                TryAcquire(presented[next]);
                next = next + 1 == presented.Length ? 0 : next + 1;
            }

            position = next;
        };
    }

    public void Dispose() => _limiter.Dispose();

    public ValueTask DisposeAsync() => _limiter.DisposeAsync();

    private static TokenBucketRateLimiterOptions Options(int tokens, TimeSpan period) => new()
    {
        TokenLimit = tokens,
        TokensPerPeriod = tokens,
        ReplenishmentPeriod = period,
    };
}
