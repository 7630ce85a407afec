using Gateway.Core.Pipeline.Tables;
using Gateway.Core.Tests.Support;
using Xunit;

namespace Gateway.Core.Tests.Pipeline.Tables;

public class HashedTableTests
{
    [Fact]
    public void Find_SameHashOtherKey_GivesEachItsOwn()
    {
        var table = new HashedTable<string, Entry>(10, 1_000);
        Set(table, "a", hash: 7);
        Set(table, "b", hash: 7);

        Assert.Equal("a", table.Find(7, "a")?.Key);
        Assert.Equal("b", table.Find(7, "b")?.Key);
        Assert.Null(table.Find(7, "c"));
        Assert.Null(table.Find(8, "a"));
    }

    [Fact]
    public void Set_SameKey_ReplacesTheEntryAndItsBytes()
    {
        var table = new HashedTable<string, Entry>(10, 1_000);
        Set(table, "a", hash: 1, size: 100);
        var second = Set(table, "a", hash: 1, size: 40);

        Assert.Same(second, table.Find(1, "a"));
        Assert.Equal((1, 40L), (table.Count, table.Bytes));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(64)]
    public void Set_MoreThanTheBound_NeverHoldsMore(int capacity)
    {
        var table = new HashedTable<string, Entry>(capacity, long.MaxValue);
        for (var i = 0; i < 1_000; i++)
        {
            Set(table, $"{i}", (ulong)(i % 5));
            Assert.True(table.Count <= capacity);
            Assert.NotNull(table.Find((ulong)(i % 5), $"{i}"));
        }
    }

    [Fact]
    public void Set_MoreBytesThanTheBound_NeverHoldsMore()
    {
        var table = new HashedTable<string, Entry>(1_000, 800);
        for (var i = 0; i < 500; i++)
        {
            Set(table, $"{i}", (ulong)i, size: 1 + (i % 100));
            Assert.True(table.Bytes <= 800, $"{table.Bytes} after {i}");
        }
    }

    [Fact]
    public void Set_LargerThanAnEighthOfTheBound_IsNotKeptAndPushesNothingOut()
    {
        var table = new HashedTable<string, Entry>(10, 800);
        Set(table, "small", hash: 1, size: 100);
        Set(table, "large", hash: 2, size: 101);

        Assert.NotNull(table.Find(1, "small"));
        Assert.Null(table.Find(2, "large"));
    }

    [Fact]
    public void Set_FloodOfNewOnes_KeepsWhatIsUsed()
    {
        var table = new HashedTable<string, Entry>(100, long.MaxValue);
        Set(table, "used", hash: 0);
        for (var i = 1; i < 10_000; i++)
        {
            Set(table, $"{i}", (ulong)i);
            Assert.NotNull(table.Find(0, "used"));
        }
    }

    [Fact]
    public void Clear_WithEntries_LeavesNothingAndWorksOn()
    {
        var table = new HashedTable<string, Entry>(10, 1_000);
        Set(table, "a", hash: 1);
        table.Clear();

        Assert.Null(table.Find(1, "a"));
        Assert.Equal((0, 0L), (table.Count, table.Bytes));
        Set(table, "a", hash: 1);
        Assert.NotNull(table.Find(1, "a"));
    }

    [Fact]
    public void Find_WhileOthersSetAndClear_GivesOnlyEntriesOfItsKey()
    {
        var table = new HashedTable<string, Entry>(20, 400);
        Crowd.Run(4, worker =>
        {
            for (var i = 0; i < 20_000; i++)
            {
                var key = (i * (worker + 1)) % 50;
                if (worker == 0)
                {
                    Set(table, $"{key}", (ulong)(key % 8), size: 10);
                }
                else if (worker == 1 && i % 1_000 == 0)
                {
                    table.Clear();
                }
                else if (table.Find((ulong)(key % 8), $"{key}") is { } found)
                {
                    Assert.Equal($"{key}", found.Key);
                }
            }
        });
        Assert.True(table.Count <= 20);
        Assert.True(table.Bytes <= 400);
    }

    private static Entry Set(HashedTable<string, Entry> table, string key, ulong hash, int size = 1)
    {
        var entry = new Entry(key, hash, size);
        table.Set(entry, key);
        return entry;
    }

    private sealed class Entry(string key, ulong hash, int size) : HashedEntry<string>(hash, size)
    {
        public string Key => key;

        public override bool Matches(scoped in string other) => key == other;
    }
}
