using Gateway.Core.Pipeline.Limits;
using Gateway.Core.Tests.Support;
using Xunit;

namespace Gateway.Core.Tests.Pipeline.Limits;

public class AddressTableTests
{
    [Fact]
    public void TryTake_TwoAddressesAndTwoLimits_HaveABucketEach()
    {
        using var lab = new AddressLab();
        var (one, other) = (lab.Limits.Get("one", 1, 3), lab.Limits.Get("other", 1, 2));

        // Address 0 is the prefix of ::1, and what a free place holds.
        Assert.Equal((3, 2, 3, 2), (lab.CountTaken(0, one, 9), lab.CountTaken(0, other, 9), lab.CountTaken(7, one, 9), lab.CountTaken(7, other, 9)));
        lab.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((1, 1), (lab.CountTaken(0, one, 9), lab.CountTaken(7, other, 9)));
    }

    [Fact]
    public void TryTake_Refused_SpendsNothingAndSaysTheExactWait()
    {
        using var lab = new AddressLab();
        var limit = lab.Limits.Get("limit", 0.5, 1);
        Assert.True(lab.TryTake(1, limit));
        for (var i = 0; i < 100; i++)
        {
            Assert.False(lab.Table.TryTake(1, limit, lab.Clock.GetTimestamp(), cost: 1, out var wait));
            Assert.Equal(TimeSpan.FromSeconds(2), wait);
        }

        lab.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.True(lab.TryTake(1, limit));
    }

    [Fact]
    public void CanTake_AnyNumberOfTimes_TakesNothing()
    {
        using var lab = new AddressLab();
        var limit = lab.Limits.Get("limit", 1, 2);

        Assert.All(Enumerable.Range(0, 100), _ => Assert.True(lab.CanTake(1, limit)));
        Assert.Equal(2, lab.CountTaken(1, limit, 9));
        Assert.False(lab.Table.CanTake(1, limit, lab.Clock.GetTimestamp(), cost: 1, out var wait));
        Assert.Equal(TimeSpan.FromSeconds(1), wait);
    }

    [Fact]
    public void TryReserve_AsManyAsThereAreTokens_ThenNoneUntilOneIsGivenBack()
    {
        using var lab = new AddressLab();
        var limit = lab.Limits.Get("limit", 0.001, 2);
        Assert.True(lab.TryReserve(1, limit, out var first));
        Assert.True(lab.TryReserve(1, limit, out var second));
        Assert.False(lab.TryReserve(1, limit, out _));
        Assert.True(lab.TryReserve(2, limit, out _));

        lab.Settle(first, isSpent: false);
        Assert.True(lab.TryReserve(1, limit, out var third));
        lab.Settle(second, isSpent: true);
        Assert.False(lab.TryReserve(1, limit, out _));
        lab.Settle(third, isSpent: false);

        Assert.Equal(1, lab.CountTaken(1, limit, 9));
    }

    // Tokens that come back while one is set aside must not make room for it twice.
    [Fact]
    public void Settle_NotSpentAfterTheBucketWasFullAgain_GivesNoMoreThanTheBurst()
    {
        using var lab = new AddressLab();
        var limit = lab.Limits.Get("limit", 1, 3);
        Assert.True(lab.TryReserve(1, limit, out var reservation));
        lab.Clock.Advance(TimeSpan.FromSeconds(100));
        Assert.Equal(3, lab.CountTaken(1, limit, 9));

        lab.Settle(reservation, isSpent: false);

        Assert.Equal(0, lab.CountTaken(1, limit, 9));
    }

    [Fact]
    public void TryReserve_NoPlaceForTheAddress_IsSetAsideInTheSharedBucket()
    {
        using var lab = new AddressLab(maxAddresses: 32);
        var limit = lab.Limits.Get("limit", 0.001, 2);
        for (ulong address = 0; address < 64; address++)
        {
            Assert.True(lab.TryReserve(address, limit, out _));
        }

        Assert.True(lab.TryReserve(64, limit, out var first));
        Assert.True(lab.TryReserve(65, limit, out var second));
        Assert.False(lab.TryReserve(66, limit, out _));
        lab.Settle(first, isSpent: true);
        Assert.False(lab.TryReserve(66, limit, out _));
        lab.Settle(second, isSpent: false);
        Assert.True(lab.TryReserve(66, limit, out _));
    }

    [Fact]
    public void TryTake_MoreAddressesThanPlaces_ShareOneBucketPerLimitAndForgetNobody()
    {
        using var lab = new AddressLab();
        var (limit, other) = (lab.Limits.Get("limit", 0.001, 2), lab.Limits.Get("other", 0.001, 4));
        const ulong Attacker = 1_000_000;
        Assert.Equal(2, lab.CountTaken(Attacker, limit, 9));
        var surplus = FloodUntilOverflow(lab, limit);

        // Two tokens for all that come too late, of which the first of them took one.
        Assert.True(lab.TryTake(surplus, limit));
        Assert.False(lab.TryTake(surplus, limit));
        Assert.False(lab.CanTake(surplus, limit));
        Assert.False(lab.TryTake(Attacker, limit));
        Assert.Equal(1, lab.CountTaken(0, limit, 9));
        Assert.Equal(4, lab.CountTaken(surplus, other, 9));
    }

    [Fact]
    public void TryTake_TableFull_DegradesAndLogsOnceThenRestoresAfterAQuietTime()
    {
        using var lab = new AddressLab();
        var limit = lab.Limits.Get("limit", 0.1, 2);
        var surplus = FloodUntilOverflow(lab, limit);
        lab.CountTaken(surplus, limit, 100);

        Assert.Equal(["addresses"], lab.Health.GetDegradedParts().Keys);
        Assert.Equal([1004], lab.Logs.Entries.Select(entry => entry.Id.Id));
        Assert.Equal(
            "More than 1000 addresses have used a part of their limit. Further ones share one bucket per limit until some are full again.",
            lab.Logs.Entries.Single().Message);

        lab.Clock.Advance(TimeSpan.FromSeconds(10) - TimeSpan.FromTicks(1));
        lab.TryTake(0, limit);
        Assert.NotEmpty(lab.Health.GetDegradedParts());
        lab.Clock.Advance(TimeSpan.FromTicks(1));
        lab.TryTake(0, limit);
        Assert.Empty(lab.Health.GetDegradedParts());
        Assert.Equal([1004, 1005], lab.Logs.Entries.Select(entry => entry.Id.Id));
    }

    [Fact]
    public void TryTake_BucketsFullAgain_MakeRoomForOthers()
    {
        using var lab = new AddressLab();
        var limit = lab.Limits.Get("limit", 1, 2);
        var surplus = FloodUntilOverflow(lab, limit);
        lab.Clock.Advance(TimeSpan.FromSeconds(1));

        for (var address = surplus; address < surplus + 1_000; address++)
        {
            Assert.Equal(2, lab.CountTaken(address, limit, 9));
        }
    }

    [Fact]
    public void TryTake_AsManyAddressesAsPromised_AllHaveABucketOfTheirOwn()
    {
        using var lab = new AddressLab(maxAddresses: 100_000);
        var limit = lab.Limits.Get("limit", 0.001, 1);

        for (ulong address = 0; address < 100_000; address++)
        {
            Assert.True(lab.TryTake(0x2001_0db8_0000_0000 + address, limit));
        }

        Assert.Empty(lab.Health.GetDegradedParts());
    }

    [Fact]
    public void TryTake_LimitChanged_KeepsTheLevelInProportion()
    {
        using var lab = new AddressLab();
        var old = lab.Limits.Get("limit", 1, 10);
        Assert.Equal(5, lab.CountTaken(1, old, 5));
        var changed = lab.Limits.Get("limit", 1, 100);

        Assert.Equal((old.Id, 1), (changed.Id, changed.Rate.Version));
        Assert.Equal(50, lab.CountTaken(1, changed, 999));

        // A request that still runs with the old one meets the level that is left.
        Assert.False(lab.TryTake(1, old));
        lab.Clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(20, lab.CountTaken(1, old, 999));
    }

    [Fact]
    public void Get_SameNameAndRate_IsTheSameLimit()
    {
        using var lab = new AddressLab();

        Assert.Same(lab.Limits.Get("limit", 1, 10), lab.Limits.Get("limit", 1, 10));
        Assert.NotEqual(lab.Limits.Get("limit", 1, 10).Id, lab.Limits.Get("other", 1, 10).Id);
    }

    /// <summary>Returns the first address that found no place in its set, after one token of every earlier address and of the shared bucket.</summary>
    private static ulong FloodUntilOverflow(AddressLab lab, AddressLimit limit)
    {
        ulong address = 0;
        while (address < 100_000 && lab.Health.GetDegradedParts().Count == 0)
        {
            Assert.True(lab.TryTake(address++, limit));
        }

        Assert.InRange(address, 1_000ul, 2_100ul);
        return address - 1;
    }
}
