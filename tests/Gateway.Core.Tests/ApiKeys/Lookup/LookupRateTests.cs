using Gateway.Core.ApiKeys;
using Gateway.Core.Tests.Support;
using Xunit;

namespace Gateway.Core.Tests.ApiKeys.Lookup;

public class LookupRateTests
{
    [Fact]
    public async Task FindAsync_MoreFirstSightsThanMaxLookupsPerSecond_AreUnavailableAndDegradeUntilQuiet()
    {
        using var lab = new ApiKeyLab(options => options.MaxLookupsPerSecond = 3);
        for (var i = 0; i < 3; i++)
        {
            Assert.True((await lab.PresentAsync(ApiKey.Create().Value)).IsStoreAvailable);
        }

        for (var i = 0; i < 10; i++)
        {
            Assert.False((await lab.PresentAsync(ApiKey.Create().Value)).IsStoreAvailable);
        }

        Assert.Equal(3, lab.Store.Calls.Count);
        Assert.Equal(["API key look-ups per second"], lab.Health.GetDegradedParts().Keys);
        Assert.Equal([1206], lab.Logs.Entries.Select(entry => entry.Id.Id));
        lab.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.True((await lab.PresentAsync(ApiKey.Create().Value)).IsStoreAvailable);
        Assert.Empty(lab.Health.GetDegradedParts());
        Assert.Equal([1206, 1207], lab.Logs.Entries.Select(entry => entry.Id.Id));
    }

    [Fact]
    public async Task FindAsync_FloodForAMinute_AsksTheStoreAsOftenAsItMay()
    {
        using var lab = new ApiKeyLab(options => options.MaxLookupsPerSecond = 5);
        for (var i = 0; i < 600; i++)
        {
            lab.Clock.Advance(TimeSpan.FromMilliseconds(100));
            await lab.PresentAsync(ApiKey.Create().Value);
            await lab.PresentAsync(ApiKey.Create().Value);
        }

        Assert.Equal((5 * 60) + 4, lab.Store.Calls.Count);
        Assert.Equal([1206], lab.Logs.Entries.Select(entry => entry.Id.Id));
    }

    [Fact]
    public async Task FindAsync_RateUsedUp_StillSeesARevocation()
    {
        using var lab = new ApiKeyLab(options => options.MaxLookupsPerSecond = 1);
        lab.Store.Save(ApiKeyLab.KeyOf(TestKeys.Alice));
        await lab.PresentAsync(TestKeys.Alice);
        lab.Clock.Advance(TimeSpan.FromMinutes(1));
        lab.Store.Delete("alice");
        await lab.PresentAsync(ApiKey.Create().Value);

        Assert.False((await lab.PresentAsync(TestKeys.Bob)).IsStoreAvailable);
        Assert.Equal(ApiKeyFailure.Unknown, (await lab.PresentAsync(TestKeys.Alice)).Failure);
    }

    [Fact]
    public async Task FindAsync_RateUsedUp_LetsOthersJoinACallUnderWay()
    {
        using var lab = new ApiKeyLab(options => options.MaxLookupsPerSecond = 1);
        var answer = lab.Store.Hang();
        var first = lab.PresentAsync(TestKeys.Alice);
        var second = lab.PresentAsync(TestKeys.Alice);
        answer.SetResult(ApiKeyLab.KeyOf(TestKeys.Alice));

        Assert.Equal(("alice", "alice"), ((await first).Identity!.Id, (await second).Identity!.Id));
        Assert.Single(lab.Store.Calls);
    }
}
