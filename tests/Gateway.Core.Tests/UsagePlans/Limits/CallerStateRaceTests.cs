using Gateway.Core.Pipeline;
using Gateway.Core.Tests.Support;
using Gateway.Core.UsagePlans;
using Gateway.Core.UsagePlans.Limits;
using Xunit;

namespace Gateway.Core.Tests.UsagePlans.Limits;

/// <summary>What comes between two moments of a request, at exactly that place.</summary>
public class CallerStateRaceTests
{
    private readonly TickClock _clock = new();
    private readonly HookedClock _hooked;
    private readonly QuotaCalendars _calendars;

    public CallerStateRaceTests()
    {
        _hooked = new HookedClock(_clock);
        _calendars = new QuotaCalendars(_hooked);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Charge_PeriodsChangeKindMeanwhile_CountsInTheNewPeriodWhichEndsWhenItShould(bool isRead)
    {
        var (daily, monthly, state) = CreateAfterTenDays();
        Assert.Equal(10, state.Drain(_clock.Timestamp, daily));
        _hooked.OnNextRead = () => Assert.True(state.Admit(_clock.Timestamp, 4, plan: monthly).IsAdmitted());
        if (isRead)
        {
            Assert.Equal(4, state.GetUsage()!.Used);
        }
        else
        {
            state.Charge(0);
        }

        Assert.Equal(6, state.Drain(_clock.Timestamp));
        _clock.Advance(state.GetUsage()!.ResetsAt - _clock.UtcNow);
        Assert.Equal(10, state.Drain(_clock.Timestamp));
    }

    [Fact]
    public void TryEvict_PeriodsChangeKindMeanwhile_KeepsWhatIsUsedOfTheNewPeriod()
    {
        // The calendar of days looks at the wall clock once a second, after the state was asked for its plan.
        var (_, monthly, state) = CreateAfterTenDays();
        _hooked.OnNextWallClockRead = () => Crowd.Run(1, _ => Assert.True(state.Admit(_clock.Timestamp, 4, plan: monthly).IsAdmitted()));

        Assert.False(state.TryEvict(TestStates.CreateTable(1, _hooked), _clock.Timestamp));
        Assert.Null(_hooked.OnNextWallClockRead);
        Assert.Equal(4, state.GetUsage()!.Used);
    }

    [Fact]
    public void GetOverrideCaller_DroppedMeanwhile_GivesACallerWhoseChargesCountInTheStateThatTookItsPlace()
    {
        var options = new UsagePlanOptions();
        options.Endpoints["GET /a"] = new() { Rate = 1, Burst = 5 };
        var plan = TestPlans.Create(_clock, options);
        var table = TestStates.CreateTable(1, _clock);
        var dropped = table.GetOrCreate("alice", plan)!;
        Assert.True(dropped.Admit(_clock.Timestamp, 1, index: 0).IsAdmitted());
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.NotNull(table.GetOrCreate("bob", plan));

        var caller = dropped.GetOverrideCaller(Alice(), 0);
        caller.Charge(3);
        Assert.Equal(2, table.GetOrCreate("alice", plan)!.Drain(_clock.Timestamp, index: 0));
        Assert.Equal(AdmissionOutcome.Evicted, dropped.Admit(_clock.Timestamp, 1, index: 0).Outcome);
    }

    [Fact]
    public void GetOverrideCaller_KeyHasAnotherNameOrOtherTagsNow_ShowsThem()
    {
        var options = new UsagePlanOptions();
        options.Endpoints["GET /a"] = new() { Rate = 1, Burst = 5 };
        var state = TestStates.Create(TestPlans.Create(_clock, options));
        var tags = new Dictionary<string, string> { ["team"] = "blue" };
        var first = state.GetOverrideCaller(Alice(), 0);

        Assert.Same(first, state.GetOverrideCaller(Alice(), 0));
        Assert.Equal("Alice II", state.GetOverrideCaller(Alice("Alice II"), 0).Name);
        Assert.Equal("blue", state.GetOverrideCaller(Alice(tags: tags), 0).Tags["team"]);
    }

    [Fact]
    public void Admit_RefusedForItsConnectionsAndCostingNothing_IsNotToldToWaitForTheQuota()
    {
        var plan = TestPlans.Create(_clock, new UsagePlanOptions { Rate = 1, Burst = 1, Quota = new() { Limit = 1 }, Connections = 1 });
        var state = TestStates.Create(plan);
        Assert.True(state.Admit(_clock.Timestamp, 1, Permits.Connection).IsAdmitted());
        state.Charge(5);

        Assert.Equal(new Admission(AdmissionOutcome.ConnectionsExceeded), state.Admit(_clock.Timestamp, 0, Permits.Connection));
    }

    // The calendar may wait for its lock; a state that waited with it would keep its caller's other requests spinning.
    [Theory]
    [InlineData(null, false)]
    [InlineData(9, false)]
    [InlineData(null, true)]
    public void Admit_QuotaExceeded_IsNotHeldWhileTheCalendarIsAsked(int? concurrency, bool onlyChecks)
    {
        var plan = TestPlans.Create(
            _hooked, new() { Quota = new() { Limit = 1 }, Concurrency = concurrency }, previous: null, _calendars);
        var state = TestStates.Create(plan);
        Assert.True(state.Admit(_clock.Timestamp, 1).IsAdmitted());
        _hooked.OnNextWallClockRead = () => Crowd.Run(1, _ => state.Return(Permits.None));

        var request = new AdmissionRequest(plan, Override: -1, _clock.Timestamp, Cost: 1, Permits.None);
        var shared = new SharedLimitSet([]);
        Assert.Equal(
            new Admission(AdmissionOutcome.QuotaExceeded, TimeSpan.FromHours(12)),
            onlyChecks ? state.Check(request, shared) : state.Admit(request, shared));
        Assert.Null(_hooked.OnNextWallClockRead);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void TryEvict_AppsLimiterThrows_LeavesNothingHeld(bool whenDisposed)
    {
        var limiter = new FakeLimiter { ThrowsOnDispose = whenDisposed, ThrowsOnIdle = !whenDisposed };
        var plan = TestPlans.Create(_clock, new UsagePlanOptions { CreateLimiter = _ => limiter });
        var table = TestStates.CreateTable(1, _clock);
        var state = table.GetOrCreate("alice", plan)!;
        Assert.True(state.Admit(_clock.Timestamp, 1).IsAdmitted());
        Assert.Equal(whenDisposed, table.GetOrCreate("bob", plan) is not null);

        limiter.ThrowsOnDispose = false;

        // On another thread: what was still held would make it wait for ever, and so would a dropped state that is still found.
        Crowd.Run(1, _ =>
        {
            var again = table.Find("alice", plan);
            Assert.Equal(whenDisposed, again is null);
            Assert.Equal(whenDisposed ? AdmissionOutcome.Evicted : AdmissionOutcome.Admitted, state.Admit(_clock.Timestamp, 1).Outcome);
        });
        limiter.ThrowsOnIdle = false;
        Assert.NotNull(table.GetOrCreate("bob", plan));
    }

    [Fact]
    public void GetOrCreate_LimitersOfDroppedCallersThrow_DisposesEachOfThemOnceAndServesTheNewCaller()
    {
        var limiters = new List<FakeLimiter>();
        var plan = TestPlans.Create(_clock, new UsagePlanOptions { CreateLimiter = _ => Add(new FakeLimiter { ThrowsOnDispose = true }) });
        var table = TestStates.CreateTable(3, _clock);
        Assert.All(["a", "b", "c"], key => Assert.True(table.GetOrCreate(key, plan)!.Admit(_clock.Timestamp, 1).IsAdmitted()));

        Assert.NotNull(table.GetOrCreate("d", plan));
        Assert.Equal([1, 1, 1], limiters.Select(limiter => limiter.Disposals));

        FakeLimiter Add(FakeLimiter limiter)
        {
            limiters.Add(limiter);
            return limiter;
        }
    }

    [Fact]
    public void GetOrCreate_DisposalOfADroppedLimiterTakesLong_KeepsNoOtherNewCallerWaiting()
    {
        var limiter = new FakeLimiter();
        var plan = TestPlans.Create(_clock, new UsagePlanOptions { CreateLimiter = _ => limiter });
        var table = TestStates.CreateTable(1, _clock);
        Assert.True(table.GetOrCreate("alice", plan)!.Admit(_clock.Timestamp, 1).IsAdmitted());
        limiter.OnDispose = () => Crowd.Run(1, _ => Assert.NotNull(table.GetOrCreate("carol", plan)));

        Assert.NotNull(table.GetOrCreate("bob", plan));
        Assert.Equal(1, limiter.Disposals);
    }

    private static CallerIdentity Alice(string name = "Alice", Dictionary<string, string>? tags = null) =>
        new("alice", name, tags ?? NoTags, ["plan"]);

    private static Dictionary<string, string> NoTags { get; } = [];

    /// <summary>Ten days have passed and no month, so the numbers of the periods differ.</summary>
    private (UsagePlan Daily, UsagePlan Monthly, CallerState State) CreateAfterTenDays()
    {
        var daily = Create(QuotaPeriod.Day, null, 0);
        var monthly = Create(QuotaPeriod.Month, daily, 1);
        var state = TestStates.Create(daily);
        for (var day = 0; day < 10; day++)
        {
            Assert.True(state.Admit(_clock.Timestamp, 1).IsAdmitted());
            _clock.Advance(TimeSpan.FromDays(1));
        }

        return (daily, monthly, state);
    }

    private UsagePlan Create(QuotaPeriod period, UsagePlan? previous, int version) =>
        TestPlans.Create(_hooked, new() { Quota = new() { Limit = 10, Period = period } }, previous, _calendars, version);
}
