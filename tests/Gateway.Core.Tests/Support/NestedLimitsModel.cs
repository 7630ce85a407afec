namespace Gateway.Core.Tests.Support;

/// <summary>
/// Limits that hold together, as anybody would write them down: tokens as decimal numbers, one thread, no clock. What it admits is what
/// the gateway must admit.
/// </summary>
internal sealed class NestedLimitsModel
{
    private readonly Bucket[] _callers;
    private readonly Bucket[] _shared;
    private readonly long[] _quotaLeft;

    public NestedLimitsModel(int callers, (decimal Rate, int Burst)? caller, long? quota, (decimal Rate, int Burst)[] shared)
    {
        _callers = [.. Enumerable.Range(0, callers).Select(_ => caller is { } limit ? new Bucket(limit.Rate, limit.Burst) : new Bucket(0, int.MaxValue))];
        _shared = [.. shared.Select(limit => new Bucket(limit.Rate, limit.Burst))];
        _quotaLeft = [.. Enumerable.Repeat(quota ?? long.MaxValue, callers)];
    }

    public void Advance(decimal seconds)
    {
        foreach (var bucket in _callers.Concat(_shared))
        {
            bucket.Level = Math.Min(bucket.Burst, bucket.Level + (bucket.Rate * seconds));
        }
    }

    /// <summary>False when any of the limits has not enough left: then nothing is taken.</summary>
    public bool TryTake(int caller, int cost)
    {
        if (IsShort(caller, cost))
        {
            return false;
        }

        _callers[caller].Level -= cost;
        _quotaLeft[caller] -= cost;
        Array.ForEach(_shared, bucket => bucket.Level -= cost);
        return true;
    }

    public bool IsShort(int caller, int cost) => HasNoRate(caller, cost) || HasNoQuota(caller, cost) || Array.Exists(_shared, bucket => bucket.Level < cost);

    public bool HasNoRate(int caller, int cost) => _callers[caller].Level < cost;

    public bool HasNoQuota(int caller, int cost) => _quotaLeft[caller] < cost;

    public bool HasNone(int shared, int cost) => _shared[shared].Level < cost;

    private sealed class Bucket(decimal rate, int burst)
    {
        public decimal Rate => rate;

        public int Burst => burst;

        public decimal Level { get; set; } = burst;
    }
}
