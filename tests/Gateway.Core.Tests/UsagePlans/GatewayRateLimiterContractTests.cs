using System.Threading.RateLimiting;
using Gateway.Core.Tests.Support;
using Gateway.Core.UsagePlans;
using Xunit;

namespace Gateway.Core.Tests.UsagePlans;

/// <summary>What users of a limiter may rely on whichever it is: each fact holds for the framework's own token bucket and for the gateway's.</summary>
public class GatewayRateLimiterContractTests
{
    public static TheoryData<string> Limiters() => ["framework", "gateway"];

    [Theory]
    [MemberData(nameof(Limiters))]
    public async Task Dispose_ThenAnyUse_ThrowsObjectDisposed(string kind)
    {
        foreach (var isAsync in (bool[])[false, true])
        {
            var limiter = Create(kind);
            if (isAsync)
            {
                await limiter.DisposeAsync();
            }
            else
            {
                limiter.Dispose();
            }

            limiter.Dispose();
            await limiter.DisposeAsync();
            Assert.Throws<ObjectDisposedException>(() => limiter.AttemptAcquire());
            Assert.Throws<ObjectDisposedException>(() => limiter.AttemptAcquire(0));
            await Assert.ThrowsAsync<ObjectDisposedException>(async () => await limiter.AcquireAsync(1, TestContext.Current.CancellationToken));
            Assert.Throws<ObjectDisposedException>(() => limiter.GetStatistics());
            Assert.Null(Record.Exception(() => limiter.IdleDuration));
        }
    }

    [Theory]
    [MemberData(nameof(Limiters))]
    public async Task Acquire_ImpossibleNumber_ThrowsOutOfRange(string kind)
    {
        await using var limiter = Create(kind);
        foreach (var permits in (int[])[-1, 3, int.MaxValue])
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => limiter.AttemptAcquire(permits));
            await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
                async () => await limiter.AcquireAsync(permits, TestContext.Current.CancellationToken));
        }

        Assert.Equal((2, 0, 0), GetNumbers(limiter));
    }

    [Theory]
    [MemberData(nameof(Limiters))]
    public async Task AcquireAsync_Cancelled_IsCancelled(string kind)
    {
        await using var limiter = Create(kind);

        await Assert.ThrowsAsync<TaskCanceledException>(async () => await limiter.AcquireAsync(1, new CancellationToken(canceled: true)));
        Assert.Equal((2, 0, 0), GetNumbers(limiter));
    }

    [Theory]
    [MemberData(nameof(Limiters))]
    public void AttemptAcquire_Sequence_GivesTheSameAnswersAndCounts(string kind)
    {
        using var limiter = Create(kind);

        bool[] answers = [.. new[] { 0, 1, 2, 1, 0, 1 }.Select(permits => limiter.AttemptAcquire(permits).IsAcquired)];

        Assert.Equal([true, true, false, true, false, false], answers);
        Assert.Equal((0, 3, 3), GetNumbers(limiter));
        Assert.Null(limiter.IdleDuration);
    }

    [Theory]
    [MemberData(nameof(Limiters))]
    public void AttemptAcquire_Refused_TellsRetryAfter(string kind)
    {
        using var limiter = Create(kind);
        limiter.AttemptAcquire(2).Dispose();
        using var lease = limiter.AttemptAcquire();

        Assert.True(lease.TryGetMetadata(MetadataName.RetryAfter, out var wait));
        Assert.Equal(TimeSpan.FromHours(1) / 3.6, wait);
    }

    private static (long Available, long Acquired, long Refused) GetNumbers(RateLimiter limiter)
    {
        var statistics = limiter.GetStatistics()!;
        return (statistics.CurrentAvailablePermits, statistics.TotalSuccessfulLeases, statistics.TotalFailedLeases);
    }

    // Two permits, and another one after 1,000 seconds.
    private static RateLimiter Create(string kind) => kind == "gateway"
        ? new GatewayRateLimiter(new GatewayRateLimiterOptions { Rate = 0.001, Burst = 2 }, new FakeClock())
        : new TokenBucketRateLimiter(new TokenBucketRateLimiterOptions
        {
            TokenLimit = 2,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1_000),
            AutoReplenishment = false,
            QueueLimit = 0,
        });
}
