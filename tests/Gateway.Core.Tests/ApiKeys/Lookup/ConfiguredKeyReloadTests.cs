using Gateway.Core.ApiKeys;
using Gateway.Core.Tests.Support;
using Xunit;

namespace Gateway.Core.Tests.ApiKeys.Lookup;

public class ConfiguredKeyReloadTests
{
    private static readonly string[] Plans = ["free"];

    [Fact]
    public async Task TryGetKnown_OtherConfiguredKeys_DoesNotHoldAnyMore()
    {
        using var lab = Create();
        var before = lab.Configured;
        await lab.PresentAsync(TestKeys.Alice);
        Assert.True(IsKnown(lab));

        lab.Configured = Keys();

        Assert.False(IsKnown(lab));
        Assert.Null((await lab.PresentAsync(TestKeys.Alice)).Identity);
        lab.Configured = before;
        Assert.Equal("alice", (await lab.PresentAsync(TestKeys.Alice)).Identity!.Id);
    }

    [Fact]
    public async Task TryGetKnown_KeyOfTheStore_HoldsUnderEveryConfiguration()
    {
        using var lab = new ApiKeyLab();
        lab.Store.Save(ApiKeyLab.KeyOf(TestKeys.Alice));
        await lab.PresentAsync(TestKeys.Alice);

        lab.Configured = Keys(("bob", TestKeys.Bob));
        lab.Directory.ForgetOtherThan(lab.Configured);
        await lab.PresentAsync(TestKeys.Alice);

        Assert.Single(lab.Store.Calls);
    }

    [Fact]
    public async Task LookUpAsync_KeyWithOtherPlans_HasThemAtOnce()
    {
        using var lab = Create();
        await lab.PresentAsync(TestKeys.Alice);

        lab.Configured = new InMemoryApiKeyStore(new Dictionary<string, ApiKeyOptions>
        {
            ["alice"] = new() { Value = TestKeys.Alice, Plans = ["pro"] },
        });

        Assert.Equal(["pro"], (await lab.PresentAsync(TestKeys.Alice)).Identity!.Plans);
        Assert.True(IsKnown(lab));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task LookUpAsync_RemovedKeyWhileTheStoreIsDown_IsNotKnown(bool isForgotten)
    {
        using var lab = Create();
        await lab.PresentAsync(TestKeys.Alice);
        lab.Configured = Keys();
        if (isForgotten)
        {
            lab.Directory.ForgetOtherThan(lab.Configured);
        }

        lab.Store.Fail();
        var lookup = await lab.PresentAsync(TestKeys.Alice);

        Assert.Null(lookup.Identity);
        Assert.False(lookup.IsStoreAvailable);
    }

    [Fact]
    public async Task LookUpAsync_RemovedKeyThatTheStoreHas_IsTheOneOfTheStore()
    {
        using var lab = Create();
        await lab.PresentAsync(TestKeys.Alice);
        lab.Store.Save(ApiKeyLab.KeyOf(TestKeys.Alice, "stored"));

        lab.Configured = Keys();

        Assert.Equal("stored", (await lab.PresentAsync(TestKeys.Alice)).Identity!.Id);
    }

    [Fact]
    public async Task LookUpAsync_KeyRefusedBefore_IsKnownAtOnceWhenConfigured()
    {
        using var lab = new ApiKeyLab();
        Assert.Null((await lab.PresentAsync(TestKeys.Alice)).Identity);

        lab.Configured = Keys(("alice", TestKeys.Alice));

        Assert.NotNull((await lab.PresentAsync(TestKeys.Alice)).Identity);
    }

    [Fact]
    public async Task ForgetOtherThan_RevokedKey_DropsItsValueFromMemory()
    {
        using var lab = Create();
        await lab.PresentAsync(TestKeys.Alice);
        var before = lab.Configured;
        Assert.True(IsKnown(lab));

        lab.Directory.ForgetOtherThan(Keys());

        Assert.False(lab.Directory.TryGetKnown(TestKeys.Alice, before, lab.Clock.GetTimestamp(), out _));
    }

    [Fact]
    public void HasSameKeys_SameDefinitions_IsTrueHoweverTheValueIsWritten()
    {
        Assert.True(Create(_ => { }, isHashed: false).HasSameKeys(Create(_ => { }, isHashed: true)));
        Assert.True(Keys().HasSameKeys(Keys()));
    }

    public static TheoryData<Action<ApiKeyOptions>> Changes => new(
        key => key.Name = "other",
        key => key.Value = TestKeys.Carol,
        key => (key.PreviousHash, key.PreviousValidUntil) = (ApiKey.ComputeHash(TestKeys.Carol), DateTimeOffset.MaxValue),
        key => key.Plans = ["pro"],
        key => key.Plans = ["free", "pro"],
        key => key.Enabled = false,
        key => key.ExpiresAt = DateTimeOffset.MaxValue,
        key => key.Tags["region"] = "us",
        key => key.Tags["other"] = "eu",
        key => key.Tags.Clear());

    [Theory]
    [MemberData(nameof(Changes))]
    public void HasSameKeys_AnyPropertyChanged_IsFalse(Action<ApiKeyOptions> change)
    {
        var (before, after) = (Create(_ => { }, isHashed: false), Create(change, isHashed: false));

        Assert.False(before.HasSameKeys(after));
        Assert.False(after.HasSameKeys(before));
    }

    [Fact]
    public void HasSameKeys_AnotherKeyBesides_IsFalse() =>
        Assert.False(Keys(("alice", TestKeys.Alice)).HasSameKeys(Keys(("alice", TestKeys.Alice), ("bob", TestKeys.Bob))));

    private static ApiKeyLab Create() => new(options => options.Keys["alice"] = new ApiKeyOptions { Value = TestKeys.Alice, Plans = Plans });

    private static bool IsKnown(ApiKeyLab lab) =>
        lab.Directory.TryGetKnown(TestKeys.Alice, lab.Configured, lab.Clock.GetTimestamp(), out _);

    private static InMemoryApiKeyStore Keys(params (string Id, string Value)[] keys) =>
        new(keys.ToDictionary(key => key.Id, key => new ApiKeyOptions { Value = key.Value, Plans = Plans }));

    private static InMemoryApiKeyStore Create(Action<ApiKeyOptions> change, bool isHashed)
    {
        var key = new ApiKeyOptions { Plans = ["free"], Tags = { ["region"] = "eu" } };
        key.Value = isHashed ? null : TestKeys.Alice;
        key.Hash = isHashed ? ApiKey.ComputeHash(TestKeys.Alice) : null;
        change(key);
        return new InMemoryApiKeyStore(new Dictionary<string, ApiKeyOptions> { ["alice"] = key });
    }
}
