using System.Collections.Concurrent;
using System.Threading.RateLimiting;
using Gateway.Core.Tests.Support;
using Gateway.Core.UsagePlans;
using Gateway.Core.UsagePlans.Limits;
using Xunit;

namespace Gateway.Core.Tests.UsagePlans;

/// <summary>When a limiter may be dropped, which must never give a caller anything back.</summary>
public class GatewayRateLimiterIdleTests
{
    private readonly FakeClock _clock = new();

    [Fact]
    public void IdleDuration_New_GrowsSinceItWasMade()
    {
        using var limiter = Create(rate: 1, quota: 10);
        Assert.Equal(TimeSpan.Zero, limiter.IdleDuration);
        _clock.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(TimeSpan.FromSeconds(3), limiter.IdleDuration);
    }

    [Fact]
    public void IdleDuration_BucketNotFull_IsNullUntilItIs()
    {
        using var limiter = Create(rate: 0.5, burst: 4);
        limiter.AttemptAcquire(2).Dispose();
        Assert.Null(limiter.IdleDuration);
        _clock.Advance(TimeSpan.FromSeconds(4) - TimeSpan.FromTicks(1));
        Assert.Null(limiter.IdleDuration);
        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(TimeSpan.Zero, limiter.IdleDuration);
        _clock.Advance(TimeSpan.FromSeconds(7));

        Assert.Equal(TimeSpan.FromSeconds(7), limiter.IdleDuration);
    }

    [Fact]
    public void IdleDuration_NotLookedAtBefore_CountsFromTheMomentTheBucketWasFull()
    {
        using var limiter = Create(rate: 1, burst: 4);
        _clock.Advance(TimeSpan.FromMinutes(1));
        limiter.AttemptAcquire(4).Dispose();
        _clock.Advance(TimeSpan.FromSeconds(14));

        Assert.Equal(TimeSpan.FromSeconds(10), limiter.IdleDuration);
    }

    [Fact]
    public void IdleDuration_QuotaUsed_IsNullUntilThePeriodEnds()
    {
        using var limiter = Create(rate: 1, quota: 10);
        limiter.AttemptAcquire().Dispose();
        _clock.Advance(TimeSpan.FromHours(12) - TimeSpan.FromTicks(1));
        Assert.Null(limiter.IdleDuration);
        _clock.Advance(TimeSpan.FromTicks(1) + TimeSpan.FromSeconds(5));

        Assert.Equal(TimeSpan.FromSeconds(5), limiter.IdleDuration);
    }

    [Fact]
    public void IdleDuration_PeriodBeginsWhileTheBucketIsStillFilling_CountsFromTheLater()
    {
        using var limiter = Create(rate: 0.001, burst: 50, quota: 50);
        limiter.AttemptAcquire(50).Dispose();
        _clock.Advance(TimeSpan.FromHours(12));
        Assert.Null(limiter.IdleDuration);
        _clock.Advance(TimeSpan.FromSeconds(50_003) - TimeSpan.FromHours(12));

        Assert.Equal(TimeSpan.FromSeconds(3), limiter.IdleDuration);
    }

    [Fact]
    public void IdleDuration_FurtherPeriodsBeginUnused_GoesOnGrowing()
    {
        using var limiter = Create(rate: 1, quota: 10);
        limiter.AttemptAcquire().Dispose();
        _clock.Advance(TimeSpan.FromHours(13));
        Assert.Equal(TimeSpan.FromHours(1), limiter.IdleDuration);
        _clock.Advance(TimeSpan.FromDays(2));

        Assert.Equal(TimeSpan.FromHours(49), limiter.IdleDuration);
    }

    [Fact]
    public void IdleDuration_UsedAgain_BeginsAnew()
    {
        using var limiter = Create(rate: 1, burst: 1);
        limiter.AttemptAcquire().Dispose();
        _clock.Advance(TimeSpan.FromSeconds(100));
        Assert.Equal(TimeSpan.FromSeconds(99), limiter.IdleDuration);
        limiter.AttemptAcquire().Dispose();
        Assert.Null(limiter.IdleDuration);
        _clock.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(TimeSpan.FromSeconds(2), limiter.IdleDuration);
    }

    [Theory]
    [InlineData(-3_600)]
    [InlineData(3_600)]
    [InlineData(-86_400 * 40)]
    public void IdleDuration_WallClockSet_DoesNotNotice(int seconds)
    {
        using var limiter = Create(rate: 1, quota: 10);
        limiter.AttemptAcquire().Dispose();
        _clock.Advance(TimeSpan.FromHours(12) + TimeSpan.FromSeconds(5));
        Assert.Equal(TimeSpan.FromSeconds(5), limiter.IdleDuration);
        _clock.JumpWallClock(TimeSpan.FromSeconds(seconds));
        Assert.Equal(TimeSpan.FromSeconds(5), limiter.IdleDuration);
        _clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(TimeSpan.FromSeconds(7), limiter.IdleDuration);
    }

    [Fact]
    public void IdleDuration_OnlyAskedOrRefused_IsNotInterrupted()
    {
        using var limiter = Create(rate: 1, burst: 2);
        _clock.Advance(TimeSpan.FromSeconds(3));
        limiter.AttemptAcquire(0).Dispose();
        Assert.Throws<ArgumentOutOfRangeException>("permitCount", () => limiter.AttemptAcquire(3));

        Assert.Equal(TimeSpan.FromSeconds(3), limiter.IdleDuration);
    }

    [Fact]
    public async Task PartitionedRateLimiter_DropsWhatIsIdle_NeverRefills()
    {
        var made = new ConcurrentQueue<string>();
        var dropped = new ConcurrentDictionary<string, TaskCompletionSource>();
        await using var partitions = PartitionedRateLimiter.Create<string, string>(name => RateLimitPartition.Get<string>(name, key =>
        {
            made.Enqueue(key);
            return key == "alice"
                ? (RateLimiter)Create(rate: 1, burst: 1, quota: 2)
                : new IdleLimiter(dropped.GetOrAdd(key, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously)));
        }));

        // The partitions are looked through in one pass: where the idle one is gone, Alice's was looked at too.
        async Task AwaitPassAsync(string witness)
        {
            partitions.AttemptAcquire(witness).Dispose();
            await dropped[witness].Task.InTime();
        }

        Assert.True(partitions.AttemptAcquire("alice").IsAcquired);
        _clock.Advance(TimeSpan.FromHours(1));
        await AwaitPassAsync("first pass");
        Assert.True(partitions.AttemptAcquire("alice").IsAcquired);
        _clock.Advance(TimeSpan.FromHours(1));
        await AwaitPassAsync("second pass");
        Assert.False(partitions.AttemptAcquire("alice").IsAcquired);
        Assert.Equal(["alice", "first pass", "second pass"], made);

        // Tomorrow nothing is counted any more, and the limiter goes.
        _clock.Advance(TimeSpan.FromHours(11));
        await AwaitPassAsync("third pass");
        Assert.True(partitions.AttemptAcquire("alice").IsAcquired);
        Assert.Equal(["alice", "first pass", "second pass", "third pass", "alice"], made);
    }

    private GatewayRateLimiter Create(double? rate = null, int? burst = null, long? quota = null) => new(
        new GatewayRateLimiterOptions
        {
            Rate = rate,
            Burst = burst,
            Quota = quota is { } limit ? new QuotaOptions { Limit = limit } : null,
        },
        _clock);

    /// <summary>Idle at any time, and tells when it is dropped.</summary>
    private sealed class IdleLimiter(TaskCompletionSource dropped) : RateLimiter
    {
        public override TimeSpan? IdleDuration => TimeSpan.FromHours(1);

        public override RateLimiterStatistics? GetStatistics() => null;

        protected override RateLimitLease AttemptAcquireCore(int permitCount) => LimiterLease.Acquired;

        protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken) =>
            new(LimiterLease.Acquired);

        protected override void Dispose(bool disposing)
        {
            dropped.TrySetResult();
            base.Dispose(disposing);
        }

        protected override ValueTask DisposeAsyncCore()
        {
            dropped.TrySetResult();
            return base.DisposeAsyncCore();
        }
    }
}
