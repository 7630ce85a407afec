using Gateway.Core.ApiKeys;
using Gateway.Core.ApiKeys.Lookup;
using Gateway.Core.Tests.Support;
using Xunit;

namespace Gateway.Core.Tests.ApiKeys.Lookup;

public class ApiKeyRevocationTests
{
    private static readonly TimeSpan RevalidateAfter = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    public static TheoryData<string> Changes => new("deleted", "disabled", "expired", "other plans");

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task LookUpAsync_KeyChangedInTheStore_IsSeenAfterRevalidateAfterAtTheLatest(string change)
    {
        using var lab = new ApiKeyLab();
        lab.Store.Save(ApiKeyLab.KeyOf(TestKeys.Alice));
        await lab.PresentAsync(TestKeys.Alice);
        Change(lab, change);

        lab.Clock.Advance(RevalidateAfter - Tick);
        Assert.Equal(["free"], (await lab.PresentAsync(TestKeys.Alice)).Identity!.Plans);
        lab.Clock.Advance(Tick);
        AssertSeen(change, await lab.PresentAsync(TestKeys.Alice));
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Invalidate_KeyChangedInTheStore_IsSeenByTheNextRequest(string change)
    {
        using var lab = new ApiKeyLab();
        lab.Store.Save(ApiKeyLab.KeyOf(TestKeys.Alice));
        await lab.PresentAsync(TestKeys.Alice);
        Change(lab, change);

        lab.Directory.Invalidate("alice");

        AssertSeen(change, await lab.PresentAsync(TestKeys.Alice));
    }

    [Fact]
    public async Task Invalidate_OtherKey_LeavesThisOneKnown()
    {
        using var lab = new ApiKeyLab();
        lab.Store.Save(ApiKeyLab.KeyOf(TestKeys.Alice));
        await lab.PresentAsync(TestKeys.Alice);

        lab.Directory.Invalidate("bob");
        await lab.PresentAsync(TestKeys.Alice);

        Assert.Single(lab.Store.Calls);
    }

    [Fact]
    public async Task Invalidate_BothValuesOfARotatedKey_AreLookedUpAgain()
    {
        using var lab = new ApiKeyLab();
        lab.Store.Save(ApiKeyLab.KeyOf(TestKeys.Alice) with
        {
            PreviousHash = ApiKey.ComputeHash(TestKeys.Bob),
            PreviousValidUntil = lab.Clock.GetUtcNow().AddDays(1),
        });
        await lab.PresentAsync(TestKeys.Alice);
        await lab.PresentAsync(TestKeys.Bob);
        lab.Store.Delete("alice");

        lab.Directory.Invalidate("alice");

        Assert.Null((await lab.PresentAsync(TestKeys.Alice)).Identity);
        Assert.Null((await lab.PresentAsync(TestKeys.Bob)).Identity);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Invalidate_NoKey_Throws(string? keyId)
    {
        using var lab = new ApiKeyLab();
        Assert.ThrowsAny<ArgumentException>(() => lab.Directory.Invalidate(keyId!));
    }

    [Fact]
    public async Task Invalidate_WhileALookUpIsUnderWay_LetsItsAnswerServeThatRequestOnly()
    {
        using var lab = new ApiKeyLab();
        var stale = ApiKeyLab.KeyOf(TestKeys.Alice);
        var answer = lab.Store.Hang();
        var early = lab.PresentAsync(TestKeys.Alice);

        lab.Directory.Invalidate("alice");
        lab.Store.Answer = null;
        answer.SetResult(stale);
        await early;

        Assert.Equal(ApiKeyFailure.Unknown, (await lab.PresentAsync(TestKeys.Alice)).Failure);
    }

    [Fact]
    public async Task Invalidate_WhileALookUpIsUnderWay_LetsNoLaterRequestShareIt()
    {
        using var lab = new ApiKeyLab();
        var stale = ApiKeyLab.KeyOf(TestKeys.Alice);
        var answer = lab.Store.Hang();
        var early = lab.PresentAsync(TestKeys.Alice);

        lab.Directory.Invalidate("alice");
        lab.Store.Answer = null;
        var late = lab.PresentAsync(TestKeys.Alice);
        answer.SetResult(stale);

        Assert.NotNull((await early).Identity);
        Assert.Equal(ApiKeyFailure.Unknown, (await late).Failure);
        Assert.Equal(ApiKeyFailure.Unknown, (await lab.PresentAsync(TestKeys.Alice)).Failure);
    }

    [Fact]
    public async Task Invalidate_WhileALookUpOfANewKeyIsUnderWay_DoesNotLetTheOldAnswerHideIt()
    {
        using var lab = new ApiKeyLab();
        var answer = lab.Store.Hang();
        var early = lab.PresentAsync(TestKeys.Alice);
        lab.Store.Answer = null;
        lab.Store.Save(ApiKeyLab.KeyOf(TestKeys.Alice));

        lab.Directory.Invalidate("alice");
        answer.SetResult(null);
        await early;

        Assert.Equal("alice", (await lab.PresentAsync(TestKeys.Alice)).Identity!.Id);
    }

    [Fact]
    public async Task LookUpAsync_JoinedASlowAnswer_CountsRevalidateAfterFromItsBeginning()
    {
        using var lab = new ApiKeyLab(options => options.StoreTimeout = TimeSpan.FromSeconds(30));
        var answer = lab.Store.Hang();
        using var leaving = new CancellationTokenSource();
        var first = lab.PresentAbortableAsync(TestKeys.Alice, leaving.Token);
        lab.Clock.Advance(TimeSpan.FromSeconds(20));
        var second = lab.PresentAsync(TestKeys.Alice);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        answer.SetResult(ApiKeyLab.KeyOf(TestKeys.Alice));
        Assert.NotNull((await second).Identity);
        lab.Store.Answer = null;

        lab.Clock.Advance(TimeSpan.FromSeconds(40));

        Assert.Equal(ApiKeyFailure.Unknown, (await lab.PresentAsync(TestKeys.Alice)).Failure);
    }

    [Theory]
    [InlineData("deleted")]
    [InlineData("disabled")]
    [InlineData("expired")]
    public async Task LookUpAsync_StoreGoesDownAfterTheRevocationWasSeen_DoesNotBringTheKeyBack(string change)
    {
        using var lab = new ApiKeyLab();
        lab.Store.Save(ApiKeyLab.KeyOf(TestKeys.Alice));
        await lab.PresentAsync(TestKeys.Alice);
        Change(lab, change);
        lab.Clock.Advance(RevalidateAfter);
        AssertSeen(change, await lab.PresentAsync(TestKeys.Alice));

        lab.Store.Fail();
        lab.Clock.Advance(TimeSpan.FromSeconds(30));
        var lookup = await lab.PresentAsync(TestKeys.Alice);

        Assert.Null(lookup.Identity);
        Assert.False(lookup.IsStoreAvailable);
    }

    private static void Change(ApiKeyLab lab, string change)
    {
        var key = ApiKeyLab.KeyOf(TestKeys.Alice);
        lab.Store.Delete(key.Id);
        switch (change)
        {
            case "disabled":
                lab.Store.Save(key with { Enabled = false });
                break;
            case "expired":
                lab.Store.Save(key with { ExpiresAt = lab.Clock.GetUtcNow() });
                break;
            case "other plans":
                lab.Store.Save(key with { Plans = ["pro", "free"] });
                break;
        }
    }

    private static void AssertSeen(string change, ApiKeyLookup lookup)
    {
        if (change == "other plans")
        {
            Assert.Equal(["pro", "free"], lookup.Identity!.Plans);
            return;
        }

        Assert.Null(lookup.Identity);
        Assert.True(lookup.IsStoreAvailable);
        Assert.Equal(
            change switch { "disabled" => ApiKeyFailure.Disabled, "expired" => ApiKeyFailure.Expired, _ => ApiKeyFailure.Unknown },
            lookup.Failure);
    }
}
