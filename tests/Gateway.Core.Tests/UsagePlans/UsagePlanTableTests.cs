using Gateway.Core.Pipeline.Limits;
using Gateway.Core.Tests.Support;
using Gateway.Core.UsagePlans;
using Gateway.Core.UsagePlans.Limits;
using Gateway.Core.UsagePlans.Throttles;
using Xunit;

namespace Gateway.Core.Tests.UsagePlans;

/// <summary>A table of plans or throttles takes the place of another.</summary>
public class UsagePlanTableTests
{
    private readonly TickClock _clock = new();

    [Fact]
    public void TryGet_PlanTakenOutAndPutBack_HasItsPlaceAndFindsTheStatesOfItsCallers()
    {
        var first = Create(0, null, ("free", Options(10)), ("pro", Options(20)));
        var states = TestStates.CreateTable(10, _clock);
        var state = states.GetOrCreate("alice", Get(first, "free"))!;
        Assert.True(state.Admit(_clock.Timestamp, 4).IsAdmitted());
        var without = Create(1, first, ("pro", Options(20)), ("team", Options(30)));
        var again = Create(2, without, ("team", Options(30)), ("free", Options(10)));

        Assert.False(without.TryGet("free", out _));
        Assert.Equal((2, 3, 3), (first.IndexCount, without.IndexCount, again.IndexCount));
        Assert.Equal(
            [0, 1, 1, 2, 2, 0],
            new[] { Get(first, "free"), Get(first, "pro"), Get(without, "pro"), Get(without, "team"), Get(again, "team"), Get(again, "free") }.Select(plan => plan.Index));
        Assert.Same(state, states.GetOrCreate("alice", Get(again, "free")));
        Assert.Equal(6, state.Drain(_clock.Timestamp, Get(again, "free")));
        Assert.Equal(10, state.GetUsage()!.Used);
    }

    [Fact]
    public void TryGet_PlanPutBackWithOtherEndpoints_KeepsEachEndpointsOwnLevel()
    {
        var first = Create(0, null, ("free", Options(100, "a", "b")));
        var plan = Get(first, "free");
        var state = TestStates.Create(plan);
        Assert.Equal(10, state.Drain(_clock.Timestamp, plan, plan.GetOverrideIndex("a")));
        var again = Get(Create(2, Create(1, first), ("free", Options(100, "b", "c", "a"))), "free");

        Assert.Equal(
            (10, 10, 0),
            (Drain(state, again, "b"), Drain(state, again, "c"), Drain(state, again, "a")));
    }

    [Fact]
    public void TryGet_NothingOfAPlanChanged_KeepsItsLimitsAndTakesTheNewVersion()
    {
        var first = Create(0, null, ("free", Options(10, "a")));
        var second = Create(1, first, ("free", Options(10, "a")));
        var (old, plan) = (Get(first, "free"), Get(second, "free"));

        Assert.Equal((0, 1), (old.Version, plan.Version));
        Assert.Same(old.Rate, plan.Rate);
        Assert.Same(old.Calendar, plan.Calendar);
        Assert.Same(old.GetOverride(0), plan.GetOverride(0));
    }

    [Fact]
    public void TryGet_EndpointWithoutItsRateAnyMore_IsHeldToThePlansOwn()
    {
        var first = Create(0, null, ("free", Options(100, "a")));
        var old = Get(first, "free");
        var plan = Get(Create(1, first, ("free", Options(100))), "free");
        var state = TestStates.Create(old);
        Assert.Equal(10, state.Drain(_clock.Timestamp, old, old.GetOverrideIndex("a")));

        // Also by a request of before, which still knows the endpoint's place.
        Assert.Equal(-1, plan.GetOverrideIndex("a"));
        Assert.True(state.Admit(_clock.Timestamp, 1, plan: plan).IsAdmitted());
        Assert.Equal(99, state.Drain(_clock.Timestamp, old, old.GetOverrideIndex("a")));
    }

    [Fact]
    public void ThrottleTable_Changed_KeepsOnlyWhatDidNotChange()
    {
        var first = Create(0, null, ("a", 1d), ("b", 1d));
        var second = Create(1, first, ("a", 1d), ("b", 2d), ("c", 3d));

        Assert.Same(Get(first, "a"), Get(second, "a"));
        Assert.Equal((0, 1, 1), (Get(first, "b").Version, Get(second, "b").Version, Get(second, "c").Version));
        Assert.Equal(["a", "b", "c"], second.Names);
    }

    private static UsagePlan Get(UsagePlanTable table, string name) =>
        table.TryGet(name, out var plan) ? plan : throw new InvalidOperationException($"There is no plan '{name}'.");

    private static RateLimit Get(ThrottleTable table, string name) =>
        table.TryGet(name, out var limit) ? limit : throw new InvalidOperationException($"There is no throttle '{name}'.");

    private int Drain(CallerState state, UsagePlan plan, string endpoint) =>
        state.Drain(_clock.Timestamp, plan, plan.GetOverrideIndex(endpoint));

    private static UsagePlanOptions Options(int burst, params string[] endpoints)
    {
        var options = new UsagePlanOptions { Rate = 0.001, Burst = burst, Quota = new QuotaOptions { Limit = 1_000 } };
        foreach (var endpoint in endpoints)
        {
            options.Endpoints[endpoint] = new ThrottleOptions { Rate = 0.001, Burst = 10 };
        }

        return options;
    }

    private UsagePlanTable Create(int version, UsagePlanTable? previous, params (string Name, UsagePlanOptions Options)[] plans) =>
        new(plans.ToDictionary(plan => plan.Name, plan => plan.Options), _clock, previous, version);

    private ThrottleTable Create(int version, ThrottleTable? previous, params (string Name, double Rate)[] throttles) =>
        new(throttles.ToDictionary(throttle => throttle.Name, throttle => new ThrottleOptions { Rate = throttle.Rate }), _clock, previous, version);
}
