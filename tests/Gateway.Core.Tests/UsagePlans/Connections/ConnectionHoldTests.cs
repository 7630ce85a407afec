using Gateway.Core.Pipeline;
using Gateway.Core.Tests.Support;
using Gateway.Core.UsagePlans.Connections;
using Xunit;

namespace Gateway.Core.Tests.UsagePlans.Connections;

public class ConnectionHoldTests
{
    private const Permits Both = Permits.Concurrency | Permits.Connection;

    private readonly FakePermits _permits = new();

    [Fact]
    public void Dispose_NothingReturnedBefore_ReturnsBothTogetherAndTheLease()
    {
        using var lease = new FakeLease();
        new ConnectionHold(_permits, Both, lease).Dispose();

        Assert.Equal([Both], _permits.Returned);
        Assert.Equal(1, lease.Disposals);
    }

    [Fact]
    public void Dispose_AfterTheUpgrade_ReturnsOnlyTheConnection()
    {
        var hold = new ConnectionHold(_permits, Both, lease: null);
        hold.Return(Permits.Concurrency);
        hold.Dispose();

        Assert.Equal([Permits.Concurrency, Permits.Connection], _permits.Returned);
    }

    // A handler that upgrades although its request is over must not give back what the next request of the connection holds.
    [Fact]
    public void Return_AfterTheEnd_ReturnsNothing()
    {
        var hold = new ConnectionHold(_permits, Both, lease: null);
        hold.Dispose();
        hold.Return(Permits.Concurrency);

        Assert.Equal([Both], _permits.Returned);
    }

    [Fact]
    public void Return_NothingWasHeld_ReturnsNothing()
    {
        var hold = new ConnectionHold(_permits, Permits.None, lease: null);
        hold.Return(Permits.Concurrency);
        hold.Dispose();

        Assert.Empty(_permits.Returned);
    }

    [Fact]
    public async Task Return_RacesWithTheEnd_ReturnsEachPermitOnce()
    {
        for (var i = 0; i < 2_000; i++)
        {
            var permits = new FakePermits();
            var hold = new ConnectionHold(permits, Both, lease: null);
            using var start = new Barrier(2);
            var upgrade = Task.Run(() =>
            {
                start.SignalAndWait(TestContext.Current.CancellationToken);
                hold.Return(Permits.Concurrency);
            }, TestContext.Current.CancellationToken);
            start.SignalAndWait(TestContext.Current.CancellationToken);
            hold.Dispose();
            await upgrade.InTime();

            Assert.Equal(1, permits.Returned.Count(returned => returned.HasFlag(Permits.Concurrency)));
            Assert.Equal(1, permits.Returned.Count(returned => returned.HasFlag(Permits.Connection)));
        }
    }
}
