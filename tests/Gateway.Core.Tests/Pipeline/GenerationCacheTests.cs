using Gateway.Core.Pipeline;
using Gateway.Core.Tests.Support;
using Xunit;

namespace Gateway.Core.Tests.Pipeline;

public class GenerationCacheTests
{
    private const long MaxAge = 1000;

    [Theory]
    [InlineData(2)]
    [InlineData(100)]
    [InlineData(101)]
    public void Set_TenTimesTheCapacity_NeverHoldsMoreThanTheCapacity(int capacity)
    {
        var cache = Create(capacity);
        for (var i = 0; i < 10 * capacity; i++)
        {
            cache.Set(Key(i), "value", timestamp: 0);
            Assert.True(cache.Count <= capacity, $"{cache.Count} after {i + 1}");
            Assert.True(cache.TryGet(Key(i), 0, out _));
        }
    }

    [Fact]
    public void TryGet_UsedBetweenFloods_SurvivesWhileUnusedGo()
    {
        var cache = Create(100);
        cache.Set("used", "kept", 0);
        cache.Set("unused", "dropped", 0);
        for (var i = 0; i < 1000; i++)
        {
            cache.Set(Key(i), "value", 0);
            if (i % 20 == 0)
            {
                Assert.True(cache.TryGet("used", 0, out var value));
                Assert.Equal("kept", value);
            }
        }

        Assert.False(cache.TryGet("unused", 0, out _));
    }

    [Fact]
    public void TryGet_UsedOverManyTimesMaxAge_Survives()
    {
        var cache = Create(100);
        cache.Set("used", "kept", 0);
        for (var now = 0L; now < 20 * MaxAge; now += MaxAge / 4)
        {
            Assert.True(cache.TryGet("used", now, out _));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(49)]
    [InlineData(50)]
    [InlineData(51)]
    [InlineData(99)]
    [InlineData(100)]
    public void TryGet_NothingUsedForMaxAge_DropsEverythingAtTheFirstTouch(int entries)
    {
        var cache = Create(100);
        for (var i = 0; i < entries; i++)
        {
            cache.Set(Key(i), "value", 0);
        }

        Assert.False(cache.TryGet("absent", 2 * MaxAge, out _));

        Assert.Equal(0, cache.Count);
    }

    [Fact]
    public void Set_AfterAPauseOfMaxAge_DropsEverythingElse()
    {
        var cache = Create(100);
        cache.TryGet("absent", 0, out _);
        for (var i = 0; i < 50; i++)
        {
            cache.Set(Key(i), "value", 0);
        }

        cache.Set("new", "value", 2 * MaxAge);

        Assert.Equal(1, cache.Count);
    }

    [Fact]
    public void TryGet_TouchedByOthersOnly_DropsTheUnusedWithinMaxAge()
    {
        var cache = Create(100);
        cache.TryGet("absent", 0, out _);
        cache.Set("unused", "value", 0);
        for (var now = 0L; now <= MaxAge + 1; now++)
        {
            cache.TryGet("absent", now, out _);
        }

        Assert.Equal(0, cache.Count);
    }

    [Fact]
    public void Remove_InEitherGeneration_IsGone()
    {
        var cache = Create(100);
        cache.TryGet("absent", 0, out _);
        cache.Set("young", "value", 0);
        cache.Remove("young");
        cache.Set("old", "value", 0);
        cache.TryGet("absent", MaxAge / 2, out _);
        cache.Remove("old");

        Assert.False(cache.TryGet("young", MaxAge / 2, out _));
        Assert.False(cache.TryGet("old", MaxAge / 2, out _));
        Assert.Equal(0, cache.Count);
    }

    [Fact]
    public void Set_SameKeyAgain_ReplacesTheValueOnce()
    {
        var cache = Create(100);
        for (var i = 0; i < 1000; i++)
        {
            cache.Set("key", $"value {i}", 0);
        }

        Assert.True(cache.TryGet("key", 0, out var value));
        Assert.Equal("value 999", value);
        Assert.Single(cache.Entries.Select(entry => entry.Value).Distinct());
    }

    /// <summary>Writers that pass the check together may each be one over, in either generation; no more than that.</summary>
    [Fact]
    public async Task Set_ManyThreads_HoldsAtMostTheCapacityAndOnePerWriterAndGeneration()
    {
        const int Writers = 8;
        var cache = Create(200);
        var most = 0;
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() =>
        {
            for (var i = 0; i < 5_000; i++)
            {
                cache.Set($"{writer}:{i}", "value", i);
                cache.TryGet($"{writer}:{i / 2}", i, out _);
                InterlockedMax(ref most, cache.Count);
            }
        }))).InTime();

        Assert.InRange(most, 100, 200 + (2 * Writers));
    }

    private static GenerationCache<string, string> Create(int capacity) => new(capacity, MaxAge, StringComparer.Ordinal);

    private static string Key(int number) => $"key {number}";

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); value > seen; seen = Volatile.Read(ref target))
        {
            if (Interlocked.CompareExchange(ref target, value, seen) == seen)
            {
                return;
            }
        }
    }
}
