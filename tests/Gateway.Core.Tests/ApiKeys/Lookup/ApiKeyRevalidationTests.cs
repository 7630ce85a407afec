using Gateway.Core.ApiKeys;
using Gateway.Core.ApiKeys.Lookup;
using Gateway.Core.Pipeline;
using Gateway.Core.Tests.Support;
using Xunit;

namespace Gateway.Core.Tests.ApiKeys.Lookup;

/// <summary>What is asked for the keys of open connections, and what that does to requests.</summary>
public class ApiKeyRevalidationTests
{
    [Fact]
    public async Task IsStillValidAsync_KeyOfTheStore_IsWhatTheStoreSays()
    {
        using var lab = new ApiKeyLab();
        lab.Store.Save(ApiKeyLab.KeyOf(TestKeys.Alice));
        Assert.True(await IsStillValidAsync(lab));
        lab.Store.Save(ApiKeyLab.KeyOf(TestKeys.Alice) with { Enabled = false });
        Assert.False(await IsStillValidAsync(lab));
        lab.Store.Delete("alice");
        Assert.False(await IsStillValidAsync(lab));
        lab.Store.Fail();
        Assert.True(await IsStillValidAsync(lab));
    }

    [Fact]
    public async Task IsStillValidAsync_Revoked_IsSeenByTheNextRequestAndStaysSoWhileTheStoreIsDown()
    {
        using var lab = new ApiKeyLab();
        lab.Store.Save(ApiKeyLab.KeyOf(TestKeys.Alice));
        await lab.PresentAsync(TestKeys.Alice);
        lab.Store.Delete("alice");

        Assert.False(await IsStillValidAsync(lab));

        lab.Store.Fail();
        Assert.Null((await lab.PresentAsync(TestKeys.Alice)).Identity);
    }

    [Fact]
    public async Task IsStillValidAsync_Revoked_ForgetsNoOtherKey()
    {
        using var lab = new ApiKeyLab();
        lab.Store.Save(ApiKeyLab.KeyOf(TestKeys.Alice));
        lab.Store.Save(ApiKeyLab.KeyOf(TestKeys.Bob, "bob"));
        await lab.PresentAsync(TestKeys.Alice);
        await lab.PresentAsync(TestKeys.Bob);
        lab.Store.Delete("alice");
        await IsStillValidAsync(lab);
        lab.Store.Fail();

        Assert.Equal("bob", (await lab.PresentAsync(TestKeys.Bob)).Identity!.Id);
    }

    // Each look-up of a key makes another identity, and a connection keeps the one that it was opened with.
    [Fact]
    public async Task CheckAsync_ConnectionsThatOneKeyOpenedOverHours_AsksTheStoreOnceForAll()
    {
        using var lab = new ApiKeyLab();
        lab.Store.Save(ApiKeyLab.KeyOf(TestKeys.Alice));
        var revalidation = new ApiKeyRevalidation(lab.Directory, new FixedDefinitions(lab.Configured), new ApiKeysOptions());
        using var live = new LiveConnections(revalidation, lab.Clock);
        var lifetimes = new List<FakeLifetime>();
        for (var hour = 0; hour < 5; hour++)
        {
            lifetimes.Add(new FakeLifetime());
            live.Add((await lab.PresentAsync(TestKeys.Alice)).Identity!, lifetimes[^1], inner: null);
            lab.Directory.Invalidate("alice");
        }

        var asked = lab.Store.Calls.Count;
        lab.Store.Delete("alice");
        await live.CheckAsync().InTime();

        Assert.Equal(1, lab.Store.Calls.Count - asked);
        Assert.All(lifetimes, lifetime => Assert.Equal(1, lifetime.Aborts));
    }

    // A request that shared the call would get what was concluded for the connection, which has no value to go on with.
    [Fact]
    public async Task LookUpAsync_KnownKeyWhileItsConnectionIsAskedForAndTheStoreHangs_GoesOn()
    {
        using var lab = new ApiKeyLab();
        lab.Store.Save(ApiKeyLab.KeyOf(TestKeys.Alice));
        await lab.PresentAsync(TestKeys.Alice);
        lab.Clock.Advance(TimeSpan.FromMinutes(1));
        lab.Store.Hang();
        var check = IsStillValidAsync(lab);
        var request = lab.PresentAsync(TestKeys.Alice);

        lab.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("alice", (await request).Identity!.Id);
        Assert.True(await check);
    }

    private static Task<bool> IsStillValidAsync(ApiKeyLab lab) =>
        lab.Directory.IsStillValidAsync(ApiKeyHash.Compute(TestKeys.Alice), lab.Configured, TestContext.Current.CancellationToken).AsTask().InTime();
}
