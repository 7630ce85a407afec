using Gateway.Core.Pipeline.Limits;
using Gateway.Core.Tests.Support;
using Gateway.Core.UsagePlans.Limits;
using Xunit;

namespace Gateway.Core.Tests.UsagePlans.Limits;

/// <summary>One bucket for all callers, from many threads and while its limit changes.</summary>
public class SharedLimitTests
{
    private const int Threads = 8;
    private readonly TickClock _clock = new();

    [Fact]
    public void TryTake_ManyThreads_GivesExactlyTheBurst()
    {
        var limit = new RateLimit(0.001, 100_000, _clock);
        var shared = new SharedLimit(0, limit);
        var taken = 0;
        Crowd.Run(Threads, _ =>
        {
            for (var i = 0; i < 20_000; i++)
            {
                Interlocked.Add(ref taken, shared.TryTake(limit, _clock.Timestamp, 1) ? 1 : 0);
            }
        });

        Assert.Equal(100_000, taken);
        Assert.Equal(TimeSpan.FromSeconds(1_000), shared.GetWait(limit, _clock.Timestamp, 1));
    }

    [Fact]
    public void GetWait_WhileOthersTake_HoldsNobodyUpAndTakesNothing()
    {
        var limit = new RateLimit(1, 50_000, _clock);
        var shared = new SharedLimit(0, limit);
        var taken = 0;
        Crowd.Run(Threads, thread =>
        {
            for (var i = 0; i < 20_000; i++)
            {
                if (thread % 2 == 0)
                {
                    Assert.InRange(shared.GetWait(limit, _clock.Timestamp, 1), TimeSpan.Zero, TimeSpan.FromSeconds(1));
                }
                else
                {
                    Interlocked.Add(ref taken, shared.TryTake(limit, _clock.Timestamp, 1) ? 1 : 0);
                }
            }
        });

        Assert.Equal(50_000, taken);
    }

    [Fact]
    public void TryTake_LimitHasChanged_CarriesTheLevelOverAndHoldsOlderRequestsToTheNewer()
    {
        var (old, newer) = (new RateLimit(1, 100, _clock), new RateLimit(1_000_000, 1_000, _clock, version: 1));
        var shared = new SharedLimit(0, old);
        Assert.True(shared.TryTake(old, _clock.Timestamp, 50));

        Assert.True(shared.TryTake(newer, _clock.Timestamp, 1));
        Assert.True(shared.TryTake(old, _clock.Timestamp, 498));
        Assert.False(shared.TryTake(old, _clock.Timestamp, 2));
        Assert.InRange(shared.GetWait(old, _clock.Timestamp, 2), TimeSpan.FromMicroseconds(1), TimeSpan.FromMicroseconds(2));
    }

    [Fact]
    public void TryTake_MoreVersionsThanTheWordCounts_CarriesTheLevelThroughAll()
    {
        var limit = new RateLimit(0.001, 1_000, _clock);
        var shared = new SharedLimit(0, limit);
        Assert.True(shared.TryTake(limit, _clock.Timestamp, 500));
        for (var version = 1; version <= 1_000; version++)
        {
            _clock.Timestamp++;
            limit = new RateLimit(version % 2 == 0 ? 0.001 : 1_000, 1_000, _clock, version);

            // The same units and the same stamp 256 versions apart, and the first touch now one way, now the other.
            Assert.Equal(version % 3 != 0, version % 3 != 0 ? shared.TryTake(limit, _clock.Timestamp, 0) : shared.GetWait(limit, _clock.Timestamp, 1) > TimeSpan.Zero);
        }

        Assert.True(shared.TryTake(limit, _clock.Timestamp, 499));
        Assert.False(shared.TryTake(limit, _clock.Timestamp, 2));
    }

    [Theory]
    [InlineData(256)]
    [InlineData(512)]
    public void TryTake_VersionWithTheSameStamp_IsStillAdopted(int version)
    {
        var (old, newer) = (new RateLimit(1, 10, _clock), new RateLimit(1, 1_000, _clock, version));
        var shared = new SharedLimit(0, old);
        Assert.True(shared.TryTake(old, _clock.Timestamp, 5));

        Assert.True(shared.TryTake(newer, _clock.Timestamp, 499));
        Assert.False(shared.TryTake(old, _clock.Timestamp, 2));
    }

    /// <summary>As for a caller's state: no time passes, so more than the larger bucket or far less than the smaller is a level in wrong units.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void TryTake_ThreadsWithOldAndNewVersionsMixed_GiveNoMoreThanTheLargestAndNoLessThanTheSmallestBucket(int limits)
    {
        const int Rounds = 500;
        const int Versions = 12;
        var versions = Enumerable.Range(0, Versions)
            .Select(version => version % 2 == 1 ? new RateLimit(1_000_000, 20, _clock, 250 + version) : new RateLimit(0.001, 10, _clock, 250 + version))
            .ToArray();
        _clock.Timestamp += 1_000 * _clock.TimestampFrequency;
        var sets = Enumerable.Range(0, Rounds).Select(_ => CreateVersions(limits, versions)).ToArray();
        var taken = new int[Rounds];
        Crowd.Run(Threads, thread =>
        {
            var random = new Random(thread);
            for (var round = 0; round < Rounds; round++)
            {
                for (var i = 0; i < 4 * Versions; i++)
                {
                    var version = Math.Clamp((i / 4) + random.Next(-2, 3), 0, Versions - 1);
                    Interlocked.Add(ref taken[round], sets[round][version].TryTake(_clock.Timestamp, 1, out _) ? 1 : 0);
                }
            }
        });

        Assert.All(taken, count => Assert.InRange(count, 9, 20));
    }

    /// <summary>The same buckets under each version of their limit.</summary>
    private static SharedLimitSet[] CreateVersions(int limits, RateLimit[] versions)
    {
        var states = Enumerable.Range(0, limits).Select(order => new SharedLimit(order, versions[0])).ToArray();
        return [.. versions.Select(limit => TestStates.Share([.. states.Select(state => new SharedLimitSet.Member("shared", state, limit))]))];
    }
}
