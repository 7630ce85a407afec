using Gateway.Core.ApiKeys;
using Gateway.Core.Tests.Support;
using Xunit;

namespace Gateway.Core.Tests.ApiKeys.Lookup;

public class ApiKeyScaleTests
{
    [Fact]
    public async Task LookUpAsync_TwoHundredThousandUnknownValues_AskOnceEachAndAreRememberedUpToTheBound()
    {
        using var lab = new ApiKeyLab(options => (options.MaxUnknownKeys, options.MaxLookupsPerSecond) = (1_000, 1_000_000));
        var values = Enumerable.Range(0, 200_000).Select(i => $"a-foreign-value-{i:D12}").ToArray();

        Assert.Equal(values.Length, await CountCallsAsync(lab, values, isFound: false));

        // The newest first, because asking for the others makes room for them.
        var again = values.Reverse().Take(10_000).ToArray();
        Assert.InRange(again.Length - await CountCallsAsync(lab, again, isFound: false), 500, 1_000);
    }

    [Fact]
    public async Task LookUpAsync_StoreWithAMillionKeys_KeepsAtMostMaxKnownKeys()
    {
        using var lab = new ApiKeyLab(options => (options.MaxKnownKeys, options.MaxLookupsPerSecond) = (1_000, 1_000_000));
        lab.Store.Answer = static (hash, _) => new(new ApiKey { Id = hash, Hash = hash });
        var random = new Random(7);
        var values = Enumerable.Range(0, 20_000).Select(_ => $"a-foreign-value-{random.Next(1_000_000):D12}").Distinct().ToArray();

        Assert.Equal(values.Length, await CountCallsAsync(lab, values, isFound: true));
        var again = values.Reverse().ToArray();
        Assert.InRange(again.Length - await CountCallsAsync(lab, again, isFound: true), 500, 1_000);
    }

    [Fact]
    public async Task LookUpAsync_FloodOfUnknownValues_LeavesKnownKeysKnown()
    {
        using var lab = new ApiKeyLab(options => (options.MaxUnknownKeys, options.MaxLookupsPerSecond) = (100, 1_000_000));
        lab.Store.Save(ApiKeyLab.KeyOf(TestKeys.Alice));
        await lab.PresentAsync(TestKeys.Alice);
        for (var i = 0; i < 10_000; i++)
        {
            await lab.PresentAsync($"a-foreign-value-{i:D12}");
        }

        lab.Store.Calls.Clear();
        Assert.Equal("alice", (await lab.PresentAsync(TestKeys.Alice)).Identity!.Id);
        Assert.Empty(lab.Store.Calls);
    }

    private static async Task<int> CountCallsAsync(ApiKeyLab lab, string[] values, bool isFound)
    {
        lab.Store.Calls.Clear();
        foreach (var value in values)
        {
            Assert.Equal(isFound, (await lab.PresentAsync(value)).Identity is not null);
        }

        return lab.Store.Calls.Count;
    }
}
