using Gateway.Core.Pipeline.Limits;
using Gateway.Core.Tests.Support;
using Xunit;

namespace Gateway.Core.Tests.Pipeline.Limits;

[Collection(nameof(MeasuredAlone))]
public class AddressTableFloodTests
{
    [Fact]
    public void TryTake_TenMillionAddresses_KeepsMemoryAndEveryBucketInUse()
    {
        using var lab = new AddressLab(maxAddresses: 10_000);
        var limit = lab.Limits.Get("limit", 0.001, 10);
        const ulong Good = 0xFFFF_FFFF_C000_0201;
        const ulong Attacker = 0xFFFF_FFFF_C633_6407;
        Assert.Equal(5, lab.CountTaken(Good, limit, 5));
        Assert.Equal(10, lab.CountTaken(Attacker, limit, 99));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var random = new Random(7);
        var admitted = 0;
        var timestamp = lab.Clock.GetTimestamp();
        for (var i = 0; i < 10_000_000; i++)
        {
            admitted += lab.Table.TryTake((ulong)random.NextInt64(), limit, timestamp, cost: 1, out _) ? 1 : 0;
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - allocated, 0, 10_000);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 1_000_000);

        // The places of the table but for those two, and the ten tokens that all others share.
        Assert.Equal((313 * 64) - 2 + 10, admitted);
        Assert.Equal(5, lab.CountTaken(Good, limit, 99));
        Assert.False(lab.TryTake(Attacker, limit));
    }

    [Fact]
    public void TryTake_AnyAddress_AllocatesNothing()
    {
        using var lab = new AddressLab();
        var limit = lab.Limits.Get("limit", 0.001, 2);
        var timestamp = lab.Clock.GetTimestamp();
        Take(lab.Table, limit, timestamp, from: 0, count: 10_000);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Take(lab.Table, limit, timestamp, from: 500, count: 20_000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void TryTake_AddressesOfAnySpacing_FallIntoSetsEvenly()
    {
        foreach (var shift in new[] { 0, 1, 8, 16, 32, 48, 56 })
        {
            using var lab = new AddressLab(maxAddresses: 1_000);
            var limit = lab.Limits.Get("limit", 0.001, 1);
            for (ulong i = 0; i < (shift == 56 ? 250ul : 1_000ul); i++)
            {
                Assert.True(lab.TryTake(i << shift, limit));
            }

            Assert.True(lab.Health.GetDegradedParts().Count == 0, $"Addresses {1ul << shift:x} apart fall into few sets.");
        }
    }

    private static void Take(AddressTable table, AddressLimit limit, long timestamp, ulong from, int count)
    {
        for (var i = 0; i < count; i++)
        {
            table.CanTake(from + (ulong)i, limit, timestamp, cost: 1, out _);
            table.TryTake(from + (ulong)i, limit, timestamp, cost: 1, out _);
        }
    }
}
