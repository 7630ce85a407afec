using Gateway.Core.Pipeline;
using Gateway.Core.Tests.Support;
using Xunit;

namespace Gateway.Core.Tests.Pipeline;

public sealed class LiveConnectionsTests : IDisposable
{
    private readonly FakeClock _clock = new();
    private readonly FakeRevalidation _revalidation = new();
    private readonly LiveConnections _live;

    public LiveConnectionsTests() => _live = new LiveConnections(_revalidation, _clock);

    public void Dispose() => _live.Dispose();

    [Fact]
    public async Task CheckAsync_CredentialOfOneIsRevoked_AbortsItAndNoOther()
    {
        var (good, bad) = (new FakeLifetime(), new FakeLifetime());
        _live.Add(Identity("alice"), good, inner: null);
        _live.Add(Identity("bob"), bad, inner: null);
        _revalidation.Answer = (identity, _) => new(identity.Id != "bob");

        await _live.CheckAsync();

        Assert.Equal((0, 1), (good.Aborts, bad.Aborts));
    }

    [Fact]
    public async Task CheckAsync_OfOneCaller_AsksForNoOther()
    {
        var (alice, bob) = (new FakeLifetime(), new FakeLifetime());
        _live.Add(Identity("alice"), alice, inner: null);
        _live.Add(Identity("bob"), bob, inner: null);
        _revalidation.Answer = (_, _) => new(false);

        await _live.CheckAsync("alice");

        Assert.Equal((1, 0, 1), (alice.Aborts, bob.Aborts, _revalidation.Calls));
    }

    [Fact]
    public async Task CheckAsync_ManyConnectionsOfOneIdentity_AsksOnceAndAbortsAll()
    {
        var identity = Identity("alice");
        var lifetimes = Enumerable.Range(0, 100).Select(_ => new FakeLifetime()).ToList();
        lifetimes.ForEach(lifetime => _live.Add(identity, lifetime, inner: null));
        _revalidation.Answer = (_, _) => new(false);

        await _live.CheckAsync();

        Assert.All(lifetimes, lifetime => Assert.Equal(1, lifetime.Aborts));
        Assert.Equal(1, _revalidation.Calls);
    }

    // A store that takes a second would else close the last of a thousand revoked keys after a quarter of an hour.
    [Fact]
    public async Task CheckAsync_StoreIsSlow_AsksForAsManyAtOnceAsItMay()
    {
        var answer = new TaskCompletionSource<bool>();
        _revalidation.Answer = (_, _) => new(answer.Task);
        var lifetimes = Enumerable.Range(0, 100).Select(_ => new FakeLifetime()).ToList();
        for (var i = 0; i < lifetimes.Count; i++)
        {
            _live.Add(Identity($"caller-{i}"), lifetimes[i], inner: null);
        }

        var check = _live.CheckAsync();
        Assert.Equal(_revalidation.MaxConcurrency, _revalidation.Calls);
        answer.SetResult(false);
        await check.InTime();

        Assert.All(lifetimes, lifetime => Assert.Equal(1, lifetime.Aborts));
        Assert.Equal(100, _revalidation.Calls);
    }

    [Fact]
    public async Task CheckAsync_ConnectionEndsWhileItIsAskedFor_AbortsNothing()
    {
        var answer = new TaskCompletionSource<bool>();
        _revalidation.Answer = (_, _) => new(answer.Task);
        var lifetime = new FakeLifetime();
        var registration = _live.Add(Identity("alice"), lifetime, inner: null);
        var check = _live.CheckAsync();

        registration.Dispose();
        answer.SetResult(false);
        await check.InTime();

        Assert.Equal(0, lifetime.Aborts);
    }

    // The server uses the feature for the next request of the connection as soon as the end has returned.
    [Fact]
    public async Task CheckAsync_RacesWithTheEnd_NeverAbortsAfterTheEndHasReturned()
    {
        _revalidation.Answer = (_, _) => new(false);
        for (var i = 0; i < 2_000; i++)
        {
            var lifetime = new FakeLifetime();
            var registration = _live.Add(Identity("alice"), lifetime, inner: null);
            using var start = new Barrier(2);
            var check = Task.Run(() =>
            {
                start.SignalAndWait(TestContext.Current.CancellationToken);
                return _live.CheckAsync();
            }, TestContext.Current.CancellationToken);
            start.SignalAndWait(TestContext.Current.CancellationToken);
            registration.Dispose();
            var aborts = lifetime.Aborts;
            await check.InTime();

            Assert.Equal(aborts, lifetime.Aborts);
        }
    }

    [Fact]
    public async Task Dispose_OfARegistration_GivesBackWhatIsInsideAndIsNotAskedForAgain()
    {
        using var inner = new FakeLease();
        _live.Add(Identity("alice"), new FakeLifetime(), inner).Dispose();

        await _live.CheckAsync();

        Assert.Equal((1, 0), (inner.Disposals, _revalidation.Calls));
    }

    [Fact]
    public void Timer_RunsOnlyWhileSomethingIsOpen()
    {
        Assert.Equal(0, _clock.TimerCount);
        var first = _live.Add(Identity("alice"), new FakeLifetime(), inner: null);
        var second = _live.Add(Identity("alice"), new FakeLifetime(), inner: null);
        Assert.Equal(1, _clock.TimerCount);

        first.Dispose();
        _clock.Advance(_revalidation.RevalidateAfter);
        Assert.Equal((1, 1), (_clock.TimerCount, _revalidation.Calls));
        second.Dispose();
        _clock.Advance(_revalidation.RevalidateAfter);
        Assert.Equal((0, 1), (_clock.TimerCount, _revalidation.Calls));
        _live.Add(Identity("alice"), new FakeLifetime(), inner: null);
        Assert.Equal(1, _clock.TimerCount);
    }

    [Fact]
    public void Timer_GoodCredential_IsAskedForOncePerRevalidateAfter()
    {
        var lifetime = new FakeLifetime();
        _live.Add(Identity("alice"), lifetime, inner: null);
        for (var i = 1; i <= 5; i++)
        {
            _clock.Advance(_revalidation.RevalidateAfter - TimeSpan.FromTicks(1));
            Assert.Equal(i - 1, _revalidation.Calls);
            _clock.Advance(TimeSpan.FromTicks(1));
            Assert.Equal(i, _revalidation.Calls);
        }

        Assert.Equal(0, lifetime.Aborts);
    }

    [Fact]
    public void Add_CredentialMayHaveBeenRevokedMeanwhile_IsAskedForAloneAndClosed()
    {
        var (early, late) = (new FakeLifetime(), new FakeLifetime());
        _live.Add(Identity("alice"), early, inner: null);
        _revalidation.Suspects = static _ => true;
        _revalidation.Answer = static (_, _) => new(false);

        _live.Add(Identity("alice"), late, inner: null);

        Assert.Equal((0, 1, 1), (early.Aborts, late.Aborts, _revalidation.Calls));
    }

    // One side registers and then looks for a revocation, the other revokes and then looks for registrations: one of them must see the other.
    [Fact]
    public async Task Add_RacesWithARevocation_IsClosed()
    {
        for (var i = 0; i < 2_000; i++)
        {
            var isRevoked = 0;
            _revalidation.Suspects = _ => Volatile.Read(ref isRevoked) == 1;
            _revalidation.Answer = (_, _) => new(Volatile.Read(ref isRevoked) == 0);
            var lifetime = new FakeLifetime();
            using var start = new Barrier(2);
            var check = Task.Run(() =>
            {
                start.SignalAndWait(TestContext.Current.CancellationToken);
                Volatile.Write(ref isRevoked, 1);
                return _live.CheckAsync();
            }, TestContext.Current.CancellationToken);
            start.SignalAndWait(TestContext.Current.CancellationToken);
            var registration = _live.Add(Identity("alice"), lifetime, inner: null);
            await check.InTime();

            Assert.InRange(lifetime.Aborts, 1, 2);
            registration.Dispose();
        }
    }

    [Fact]
    public async Task Dispose_WhileACheckWaits_EndsItAndTheTimerAndAbortsNothing()
    {
        _revalidation.Answer = static (_, stopped) => new(new TaskCompletionSource<bool>().Task.WaitAsync(stopped));
        var lifetime = new FakeLifetime();
        _live.Add(Identity("alice"), lifetime, inner: null);
        var check = _live.CheckAsync();
        Assert.False(check.IsCompleted);

        _live.Dispose();
        await check.InTime();

        Assert.Equal((0, 0), (lifetime.Aborts, _clock.TimerCount));
        _live.Add(Identity("alice"), lifetime, inner: null).Dispose();
        Assert.Equal(0, _clock.TimerCount);
    }

    private static CallerIdentity Identity(string id) => new(id, name: null, new Dictionary<string, string>(), ["free"]);
}
