using BenchmarkDotNet.Attributes;
using Gateway.Benchmarks.Engine;
using Gateway.Core.UsagePlans.Limits;

namespace Gateway.Benchmarks;

/// <summary>One decision for one of 1,000 callers: admitted, refused, with limits that all callers share, and per address.</summary>
[MemoryDiagnoser]
public class ThrottleBenchmarks : IDisposable
{
    private readonly KnownCallers _admitted = new(Callers.Count, LimitEngine.Plenty);
    private readonly KnownCallers _refused = new(Callers.Count, LimitEngine.OneRequest);
    private readonly KnownCallers _sharingOne = new(Callers.Count, LimitEngine.Plenty, LimitEngine.CreateShared(1));
    private readonly KnownCallers _sharingThree = new(Callers.Count, LimitEngine.Plenty, LimitEngine.CreateShared(3));
    private readonly KnownAddresses _addresses = new(Callers.Count);
    private readonly TokenBuckets _tokenBuckets = TokenBuckets.WithPlenty(Callers.Count);
    private readonly TokenBuckets _emptyTokenBuckets = TokenBuckets.WithOneRequest(Callers.Count);
    private int _next;
    private long _timestamp = TimeProvider.System.GetTimestamp();

    [GlobalSetup]
    public void SetUp()
    {
        new DecisionLoop(_refused, first: 0, ticks: 0).Run(Callers.Count);
        var complaint = _admitted.Differs(AdmissionOutcome.Admitted, _timestamp)
            ?? _refused.Differs(AdmissionOutcome.RateExceeded, _timestamp)
            ?? _sharingOne.Differs(AdmissionOutcome.Admitted, _timestamp)
            ?? _sharingThree.Differs(AdmissionOutcome.Admitted, _timestamp)
            ?? _addresses.Differs(_timestamp)
            ?? _tokenBuckets.Differs(isAcquired: true)
            ?? _emptyTokenBuckets.Differs(isAcquired: false);
        if (complaint is not null)
        {
            throw new InvalidOperationException(complaint);
        }
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _tokenBuckets.Dispose();
        _emptyTokenBuckets.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true)]
    public bool PartitionedRateLimiter() => _tokenBuckets.TryAcquire(_tokenBuckets.Presented[Next()]);

    [Benchmark]
    public bool PartitionedRateLimiterRefused() => _emptyTokenBuckets.TryAcquire(_emptyTokenBuckets.Presented[Next()]);

    [Benchmark]
    public bool KnownCaller() => IsAdmitted(_admitted, Tick());

    // Its time stands still, so that no bucket refills.
    [Benchmark]
    public bool KnownCallerRefused() => IsAdmitted(_refused, _timestamp);

    [Benchmark]
    public bool KnownCallerWithSharedLimit() => IsAdmitted(_sharingOne, Tick());

    [Benchmark]
    public bool KnownCallerWithThreeSharedLimits() => IsAdmitted(_sharingThree, Tick());

    [Benchmark]
    public bool KnownAddress() => _addresses.TryTake(Next(), Tick());

    private bool IsAdmitted(KnownCallers callers, long timestamp) =>
        callers.Decide(callers.Presented[Next()], timestamp).Outcome == AdmissionOutcome.Admitted;

    private long Tick() => _timestamp += DecisionLoop.TicksThatRefill;

    private int Next() => _next = _next + 1 == Callers.Count ? 0 : _next + 1;
}
