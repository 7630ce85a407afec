using System.Threading.RateLimiting;

namespace Gateway.Benchmarks.Hosts;

/// <summary>The framework's table of token buckets, one per key.</summary>
internal sealed class PartitionedBuckets(int tokens) : IAsyncDisposable
{
    private readonly PartitionedRateLimiter<string> _limiter = PartitionedRateLimiter.Create<string, string>(key =>
        RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = tokens,
            TokensPerPeriod = tokens,
            ReplenishmentPeriod = tokens == 1 ? TimeSpan.FromDays(1) : TimeSpan.FromSeconds(1),
        }));

    public bool TryTake(string key)
    {
        using var lease = _limiter.AttemptAcquire(key);
        return lease.IsAcquired;
    }

    public ValueTask DisposeAsync() => _limiter.DisposeAsync();
}
