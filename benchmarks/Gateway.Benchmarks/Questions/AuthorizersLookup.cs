using System.ComponentModel;
using Gateway.Benchmarks.Compare;
using Gateway.Core.Pipeline.Tables;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Benchmarks.Questions;

/// <summary>C1: an entry found by a key that is hashed already, with its time to live and in a bounded table, against a hit of HybridCache.</summary>
internal static class AuthorizersLookup
{
    private const int Count = 1_000;

    private static readonly string[] Keys = [.. Enumerable.Range(0, Count).Select(index => $"entry {index}")];

    public static Task<IQuestion> CreateAsync()
    {
        var table = new HashedTable<int, Entry>(10_000, 16 * 1024 * 1024);
        for (var key = 0; key < Count; key++)
        {
            table.Set(new Entry(key), key);
        }

        var services = new ServiceCollection().AddHybridCache().Services.BuildServiceProvider();
        var cache = services.GetRequiredService<HybridCache>();
        return Task.FromResult<IQuestion>(new Question
        {
            Ours = new Variant("the table", Loop(table), () => Check(key => Find(table, key, 0)?.Key)),
            Rival = new Variant("HybridCache", Loop(cache), () => Check(key => Get(cache, key).Key)),
            Goal = new Goal(0.40, AllocationGoal.Exactly(0)),
            Hosts = [services],
        });
    }

    private static Action<int> Loop(HashedTable<int, Entry> table)
    {
        var next = 0;
        return operations =>
        {
            var timestamp = TimeProvider.System.GetTimestamp();
            for (var operation = 0; operation < operations; operation++)
            {
                Find(table, next, timestamp);
                next = next + 1 == Count ? 0 : next + 1;
            }
        };
    }

    private static Action<int> Loop(HybridCache cache)
    {
        var next = 0;
        return operations =>
        {
            for (var operation = 0; operation < operations; operation++)
            {
                Get(cache, next);
                next = next + 1 == Count ? 0 : next + 1;
            }
        };
    }

    private static Entry? Find(HashedTable<int, Entry> table, int key, long timestamp) =>
        table.Find(HashOf(key), key) is { } entry && timestamp < entry.ExpiresAt ? entry : null;

    private static Value Get(HybridCache cache, int key)
    {
        var pending = cache.GetOrCreateAsync(Keys[key], key, static (key, _) => new ValueTask<Value>(new Value(key)));
        return pending.IsCompletedSuccessfully ? pending.Result : pending.AsTask().GetAwaiter().GetResult();
    }

    private static ulong HashOf(int key) => (ulong)key * 0x9E37_79B9_7F4A_7C15;

    private static string? Check(Func<int, int?> find) =>
        Enumerable.Range(0, Count).All(key => find(key) == key) ? null : "an entry is not found";

    private sealed class Entry(int key) : HashedEntry<int>(HashOf(key), 100)
    {
        public int Key => key;

        public long ExpiresAt { get; } = long.MaxValue;

        public override bool Matches(scoped in int other) => key == other;
    }

    [ImmutableObject(true)]
    private sealed record Value(int Key);
}
