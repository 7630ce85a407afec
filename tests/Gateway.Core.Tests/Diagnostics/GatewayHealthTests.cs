using Gateway.Core.Diagnostics;
using Xunit;

namespace Gateway.Core.Tests.Diagnostics;

public class GatewayHealthTests
{
    private readonly GatewayHealth _health = new();

    [Fact]
    public void TryDegrade_SamePartTwice_IsAChangeOnceAndKeepsTheLatestReason()
    {
        Assert.True(_health.TryDegrade("store", "slow"));
        Assert.False(_health.TryDegrade("store", "down"));

        Assert.Equal(new Dictionary<string, object> { ["store"] = "down" }, _health.GetDegradedParts());
    }

    [Fact]
    public void TryRestore_OnePartOfTwo_LeavesTheOther()
    {
        _health.TryDegrade("store", "down");
        _health.TryDegrade("reload", "refused");

        Assert.True(_health.TryRestore("store"));
        Assert.False(_health.TryRestore("store"));

        Assert.Equal(["reload"], _health.GetDegradedParts().Keys);
        Assert.True(_health.TryRestore("reload"));
        Assert.Empty(_health.GetDegradedParts());
    }

    [Fact]
    public async Task TryDegrade_ManyThreadsAtOnce_IsAChangeForOne()
    {
        var changes = await Task.WhenAll(Enumerable.Range(0, 100).Select(number =>
            Task.Run(() => _health.TryDegrade("store", $"reason {number}"), TestContext.Current.CancellationToken)));

        Assert.Single(changes, isChange => isChange);
    }
}
