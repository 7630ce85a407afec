using Gateway.Core.ApiKeys;
using Gateway.Core.Tests.Support;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Gateway.Core.Tests.ApiKeys.Lookup;

public class ApiKeyDirectoryTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    [Fact]
    public async Task LookUpAsync_KnownValue_AsksTheStoreAtFirstSightOnly()
    {
        using var lab = new ApiKeyLab();
        lab.Store.Save(ApiKeyLab.KeyOf(TestKeys.Alice));
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal("alice", (await lab.PresentAsync(TestKeys.Alice)).Identity!.Id);
        }

        Assert.Equal([ApiKey.ComputeHash(TestKeys.Alice)], lab.Store.Calls);
    }

    [Theory]
    [InlineData("gw_demo_UDTf5DTtUmB9LjsSMpZEnO_0MSzSX")]
    [InlineData("0123456789012345678")]
    [InlineData("gw_demo_UDTf5DTtUmB9LjsSMpZEnO_0MSzSW ")]
    public async Task LookUpAsync_MalformedValue_NeverAsksTheStore(string value)
    {
        using var lab = new ApiKeyLab();

        Assert.Equal(ApiKeyFailure.Malformed, (await lab.PresentAsync(value)).Failure);
        Assert.Empty(lab.Store.Calls);
    }

    [Fact]
    public async Task LookUpAsync_ConfiguredKey_NeverAsksTheStore()
    {
        using var lab = new ApiKeyLab(options => options.Keys["alice"] = new ApiKeyOptions { Value = TestKeys.Alice });

        Assert.Equal("alice", (await lab.PresentAsync(TestKeys.Alice)).Identity!.Id);
        lab.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal("alice", (await lab.PresentAsync(TestKeys.Alice)).Identity!.Id);
        Assert.Empty(lab.Store.Calls);
    }

    /// <summary>Each of them is hashed, asked for once, and then refused from memory: nothing tells them apart but the inner failure.</summary>
    [Theory]
    [InlineData(ApiKeyFailure.Unknown)]
    [InlineData(ApiKeyFailure.Disabled)]
    [InlineData(ApiKeyFailure.Expired)]
    public async Task LookUpAsync_RefusedValue_GoesThroughTheSameCallsWhateverTheFailure(ApiKeyFailure failure)
    {
        using var lab = new ApiKeyLab();
        SaveFor(lab, failure);
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(failure, (await lab.PresentAsync(TestKeys.Alice)).Failure);
        }

        Assert.Equal([ApiKey.ComputeHash(TestKeys.Alice)], lab.Store.Calls);
        lab.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(failure, (await lab.PresentAsync(TestKeys.Alice)).Failure);
        Assert.Equal(2, lab.Store.Calls.Count);
    }

    [Theory]
    [InlineData(ApiKeyFailure.Unknown)]
    [InlineData(ApiKeyFailure.Disabled)]
    [InlineData(ApiKeyFailure.Expired)]
    public async Task LookUpAsync_RefusedValueBecomesGood_WorksAfterUnknownKeyLifetimeOrInvalidate(ApiKeyFailure failure)
    {
        using var lab = new ApiKeyLab();
        SaveFor(lab, failure);
        Assert.Null((await lab.PresentAsync(TestKeys.Alice)).Identity);
        lab.Store.Save(ApiKeyLab.KeyOf(TestKeys.Alice));
        lab.Clock.Advance(TimeSpan.FromSeconds(10) - Tick);
        Assert.Null((await lab.PresentAsync(TestKeys.Alice)).Identity);
        lab.Clock.Advance(Tick);
        Assert.NotNull((await lab.PresentAsync(TestKeys.Alice)).Identity);

        SaveFor(lab, failure);
        lab.Directory.Invalidate("alice");
        Assert.Null((await lab.PresentAsync(TestKeys.Alice)).Identity);
        lab.Store.Save(ApiKeyLab.KeyOf(TestKeys.Alice));
        lab.Directory.Invalidate("alice");
        Assert.NotNull((await lab.PresentAsync(TestKeys.Alice)).Identity);
    }

    [Fact]
    public async Task LookUpAsync_UnknownKeyLifetimeOfZero_AsksEveryTime()
    {
        using var lab = new ApiKeyLab(options => options.UnknownKeyLifetime = TimeSpan.Zero);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(ApiKeyFailure.Unknown, (await lab.PresentAsync(TestKeys.Alice)).Failure);
        }

        Assert.Equal(3, lab.Store.Calls.Count);
    }

    [Fact]
    public async Task LookUpAsync_StoreAnswersWithAHashThatDiffersInItsLastDigit_IsRefusedAndLoggedAsError()
    {
        using var lab = new ApiKeyLab();
        var hash = ApiKey.ComputeHash(TestKeys.Alice);
        var other = hash[..^1] + (hash[^1] == '0' ? '1' : '0');
        lab.Store.Answer = (_, _) => new(new ApiKey { Id = "alice", Hash = other, PreviousHash = other, PreviousValidUntil = DateTimeOffset.MaxValue });

        Assert.Equal(ApiKeyFailure.Unknown, (await lab.PresentAsync(TestKeys.Alice)).Failure);
        Assert.Equal(ApiKeyFailure.Unknown, (await lab.PresentAsync(TestKeys.Alice)).Failure);

        var entry = Assert.Single(lab.Logs.Entries);
        Assert.Equal((1202, LogLevel.Error), (entry.Id.Id, entry.Level));
        Assert.Equal(
            "The API key store answered with key 'alice', whose hashes are not the one asked for. "
            + "The request was refused; correct the store's query.",
            entry.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a hash")]
    public async Task LookUpAsync_StoreAnswersWithoutAHash_IsRefused(string hash)
    {
        using var lab = new ApiKeyLab();
        lab.Store.Answer = (_, _) => new(new ApiKey { Id = "alice", Hash = hash });

        Assert.Equal(ApiKeyFailure.Unknown, (await lab.PresentAsync(TestKeys.Alice)).Failure);
    }

    [Fact]
    public async Task LookUpAsync_StoreAnswersWithUpperCaseHash_IsFound()
    {
        using var lab = new ApiKeyLab();
        lab.Store.Answer = (hash, _) => new(new ApiKey { Id = "alice", Hash = hash.ToUpperInvariant() });

        Assert.Equal("alice", (await lab.PresentAsync(TestKeys.Alice)).Identity!.Id);
    }

    [Fact]
    public async Task LookUpAsync_AllThatTheStoreSees_IsTheHash()
    {
        using var lab = new ApiKeyLab();
        await lab.PresentAsync(TestKeys.Alice);

        Assert.Matches("\\A[0-9a-f]{64}\\z", Assert.Single(lab.Store.Calls));
    }

    private static void SaveFor(ApiKeyLab lab, ApiKeyFailure failure)
    {
        var key = ApiKeyLab.KeyOf(TestKeys.Alice);
        lab.Store.Delete("alice");
        if (failure != ApiKeyFailure.Unknown)
        {
            lab.Store.Save(failure == ApiKeyFailure.Disabled ? key with { Enabled = false } : key with { ExpiresAt = lab.Clock.GetUtcNow() });
        }
    }
}
