using System.Threading.RateLimiting;
using Gateway.Core.Tests.Support;
using Gateway.Core.UsagePlans;
using Xunit;

namespace Gateway.Core.Tests.UsagePlans;

public sealed class GatewayRateLimiterTests
{
    private readonly FakeClock _clock = new();

    [Fact]
    public void GatewayRateLimiterOptions_Defaults_LimitNothing()
    {
        var options = new GatewayRateLimiterOptions();

        Assert.Equal((null, null, null), (options.Rate, options.Burst, options.Quota));
    }

    [Theory]
    [InlineData(null, null, null, 0, "A limiter needs Rate, Quota or both; without either it would limit nothing. (Parameter 'options')")]
    [InlineData(null, 5, 10L, 0, "GatewayRateLimiterOptions:Burst: 5 needs a rate at which it fills again; set Rate too. (Parameter 'options')")]
    [InlineData(0.0001, null, null, 0, "Rate")]
    [InlineData(double.NaN, null, null, 0, "Rate")]
    [InlineData(1_000_001.0, null, null, 0, "Rate")]
    [InlineData(1.0, 0, null, 0, "Burst")]
    [InlineData(1.0, 10_000_001, null, 0, "Burst")]
    [InlineData(null, null, 0L, 0, "Limit")]
    [InlineData(null, null, 1_000_000_000_001L, 0, "Limit")]
    [InlineData(null, null, 10L, 1, "GatewayRateLimiterOptions:Quota:Offset: 1 must be between 0 and 0 days for the period Day. (Parameter 'options')")]
    public void Constructor_OptionOutsideItsRange_ThrowsAndNamesIt(double? rate, int? burst, long? quota, int offset, string named)
    {
        var options = new GatewayRateLimiterOptions
        {
            Rate = rate,
            Burst = burst,
            Quota = quota is { } limit ? new QuotaOptions { Limit = limit, Offset = offset } : null,
        };

        var exception = Assert.Throws<ArgumentException>("options", () => new GatewayRateLimiter(options, _clock));

        Assert.Contains(named, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Constructor_NoOptions_Throws() =>
        Assert.Throws<ArgumentNullException>("options", () => new GatewayRateLimiter(null!));

    [Fact]
    public void Constructor_NoClock_UsesTheSystems()
    {
        using var limiter = new GatewayRateLimiter(new GatewayRateLimiterOptions { Rate = 0.001, Burst = 2 });

        Assert.Equal("yes yes no", TakeOnes(limiter, 3));
    }

    [Fact]
    public void AttemptAcquire_BurstThenRate_AdmitsAtTheExactMoment()
    {
        using var limiter = Create(rate: 2, burst: 3);
        Assert.Equal("yes yes yes no", TakeOnes(limiter, 4));
        _clock.Advance(TimeSpan.FromMilliseconds(500) - TimeSpan.FromTicks(1));
        Assert.Equal("no", TakeOnes(limiter, 1));
        _clock.Advance(TimeSpan.FromTicks(1));

        Assert.Equal("yes no", TakeOnes(limiter, 2));
    }

    [Fact]
    public void AttemptAcquire_BurstNotSet_IsTheRateRoundedUp()
    {
        using var limiter = Create(rate: 1.5);

        Assert.Equal("yes yes no", TakeOnes(limiter, 3));
    }

    [Fact]
    public void AttemptAcquire_SeveralPermits_TakesAllOrNone()
    {
        using var limiter = Create(rate: 1, burst: 5, quota: 100);
        Assert.True(limiter.AttemptAcquire(3).IsAcquired);
        Assert.False(limiter.AttemptAcquire(3).IsAcquired);

        Assert.True(limiter.AttemptAcquire(2).IsAcquired);
        Assert.Equal("no", TakeOnes(limiter, 1));
    }

    [Fact]
    public void AttemptAcquire_Acquired_IsOneSharedLeaseWithoutMetadata()
    {
        using var limiter = Create(rate: 10);
        var lease = limiter.AttemptAcquire();
        lease.Dispose();

        Assert.Same(lease, limiter.AttemptAcquire(4));
        Assert.Empty(lease.MetadataNames);
        Assert.False(lease.TryGetMetadata(MetadataName.RetryAfter, out _));
        Assert.False(lease.TryGetMetadata(MetadataName.ReasonPhrase, out _));
        Assert.Equal(5, limiter.GetStatistics().CurrentAvailablePermits);
    }

    [Fact]
    public void AttemptAcquire_RateUsedUp_TellsTheExactWaitAndTheRate()
    {
        using var limiter = Create(rate: 3, burst: 6, quota: 100);
        Assert.True(limiter.AttemptAcquire(6).IsAcquired);

        // Two thirds of a second, rounded up to 100 ns.
        AssertRefused(limiter.AttemptAcquire(2), TimeSpan.FromTicks(6_666_667), "rate");
        _clock.Advance(TimeSpan.FromTicks(6_666_666));
        AssertRefused(limiter.AttemptAcquire(2), TimeSpan.FromTicks(1), "rate");
        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.True(limiter.AttemptAcquire(2).IsAcquired);
    }

    [Fact]
    public void AttemptAcquire_QuotaUsedUp_TellsTheEndOfThePeriodAndTheQuota()
    {
        using var limiter = Create(rate: 10, burst: 10, quota: 3);
        Assert.True(limiter.AttemptAcquire(3).IsAcquired);

        AssertRefused(limiter.AttemptAcquire(), TimeSpan.FromHours(12), "quota");
        _clock.Advance(TimeSpan.FromHours(12));
        Assert.Equal("yes yes yes no", TakeOnes(limiter, 4));
    }

    [Fact]
    public void AttemptAcquire_BothUsedUp_TellsTheLongerWait()
    {
        using var limiter = Create(rate: 0.001, burst: 100, quota: 100);
        Assert.True(limiter.AttemptAcquire(100).IsAcquired);

        AssertRefused(limiter.AttemptAcquire(1), TimeSpan.FromHours(12), "quota");
        AssertRefused(limiter.AttemptAcquire(100), TimeSpan.FromSeconds(100_000), "rate");
    }

    [Fact]
    public void RefusedLease_MetadataNames_AreThoseItHas()
    {
        using var limiter = Create(rate: 1, burst: 1);
        limiter.AttemptAcquire().Dispose();
        var lease = limiter.AttemptAcquire();

        Assert.Equal([MetadataName.RetryAfter.Name, MetadataName.ReasonPhrase.Name], lease.MetadataNames);
        Assert.All(lease.MetadataNames, name => Assert.True(lease.TryGetMetadata(name, out _)));
        Assert.False(lease.TryGetMetadata("other", out _));
    }

    [Fact]
    public void AttemptAcquire_NoPermits_TellsWhetherOneIsThereAndSpendsNothing()
    {
        using var limiter = Create(rate: 1, burst: 1, quota: 2);
        for (var i = 0; i < 5; i++)
        {
            Assert.True(limiter.AttemptAcquire(0).IsAcquired);
        }

        Assert.Equal("yes", TakeOnes(limiter, 1));
        AssertRefused(limiter.AttemptAcquire(0), TimeSpan.FromSeconds(1), "rate");
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("yes", TakeOnes(limiter, 1));
        _clock.Advance(TimeSpan.FromSeconds(1));
        AssertRefused(limiter.AttemptAcquire(0), TimeSpan.FromHours(12) - TimeSpan.FromSeconds(2), "quota");
    }

    [Theory]
    [InlineData(5, null, 6)]
    [InlineData(null, 5L, 6)]
    [InlineData(9, 5L, 6)]
    [InlineData(5, 9L, 6)]
    public void AttemptAcquire_MoreThanCanEverBeGiven_ThrowsAndSpendsNothing(int? burst, long? quota, int permits)
    {
        using var limiter = Create(burst is null ? null : 1, burst, quota);

        Assert.Throws<ArgumentOutOfRangeException>("permitCount", () => limiter.AttemptAcquire(permits));
        Assert.Throws<ArgumentOutOfRangeException>("permitCount", () => limiter.AttemptAcquire(-1));
        Assert.True(limiter.AttemptAcquire(5).IsAcquired);
    }

    [Fact]
    public async Task AcquireAsync_AdmittedOrRefused_HasAnsweredWhenItReturns()
    {
        await using var limiter = Create(rate: 1, burst: 1);
        var admitted = limiter.AcquireAsync(1, TestContext.Current.CancellationToken).AsTask();
        var refused = limiter.AcquireAsync(1, TestContext.Current.CancellationToken).AsTask();

        Assert.True(admitted.IsCompletedSuccessfully && refused.IsCompletedSuccessfully);
        Assert.True((await admitted).IsAcquired);
        AssertRefused(await refused, TimeSpan.FromSeconds(1), "rate");
    }

    [Fact]
    public async Task AcquireAsync_TokenAlreadyCancelled_IsCancelledAndSpendsNothing()
    {
        await using var limiter = Create(rate: 1, burst: 1);

        var acquire = limiter.AcquireAsync(1, new CancellationToken(canceled: true)).AsTask();

        Assert.True(acquire.IsCanceled);
        await Assert.ThrowsAsync<TaskCanceledException>(async () => await acquire);
        Assert.Equal(new[] { 1L, 0, 0 }, GetNumbers(limiter));
        Assert.True(limiter.AttemptAcquire().IsAcquired);
    }

    [Fact]
    public void GetStatistics_AfterSomeAnswers_CountsThemAndTheSmallerRest()
    {
        using var limiter = Create(rate: 1, burst: 5, quota: 7);
        Assert.Equal(new[] { 5L, 0, 0 }, GetNumbers(limiter));
        limiter.AttemptAcquire(5).Dispose();
        limiter.AttemptAcquire(1).Dispose();
        limiter.AttemptAcquire(0).Dispose();
        Assert.Equal(new[] { 0L, 1, 2 }, GetNumbers(limiter));
        _clock.Advance(TimeSpan.FromSeconds(5));
        limiter.AttemptAcquire(0).Dispose();

        Assert.Equal(new[] { 2L, 2, 2 }, GetNumbers(limiter));
    }

    [Fact]
    public void AttemptAcquire_TenThousandAtOnceForOneToken_AdmitsExactlyOne()
    {
        for (var round = 0; round < 5; round++)
        {
            using var limiter = Create(rate: 1, burst: 1, quota: 1_000);
            var admitted = 0;
            Crowd.Run(20, _ =>
            {
                for (var i = 0; i < 500; i++)
                {
                    if (limiter.AttemptAcquire().IsAcquired)
                    {
                        Interlocked.Increment(ref admitted);
                    }
                }
            });

            Assert.Equal(1, admitted);
            Assert.Equal(new[] { 0L, 1, 9_999 }, GetNumbers(limiter));
        }
    }

    private static string TakeOnes(RateLimiter limiter, int times) =>
        string.Join(' ', Enumerable.Range(0, times).Select(_ => limiter.AttemptAcquire().IsAcquired ? "yes" : "no"));

    private static long[] GetNumbers(GatewayRateLimiter limiter)
    {
        var statistics = limiter.GetStatistics();
        Assert.Equal(0, statistics.CurrentQueuedCount);
        return [statistics.CurrentAvailablePermits, statistics.TotalSuccessfulLeases, statistics.TotalFailedLeases];
    }

    private static void AssertRefused(RateLimitLease lease, TimeSpan retryAfter, string reason)
    {
        Assert.False(lease.IsAcquired);
        Assert.True(lease.TryGetMetadata(MetadataName.RetryAfter, out var wait));
        Assert.True(lease.TryGetMetadata(MetadataName.ReasonPhrase, out var phrase));
        Assert.Equal((retryAfter, reason), (wait, phrase));
    }

    private GatewayRateLimiter Create(double? rate = null, int? burst = null, long? quota = null) => new(
        new GatewayRateLimiterOptions
        {
            Rate = rate,
            Burst = burst,
            Quota = quota is { } limit ? new QuotaOptions { Limit = limit } : null,
        },
        _clock);
}
