using Gateway.Core.Tests.Support;
using Gateway.Core.UsagePlans;
using Gateway.Core.UsagePlans.Limits;
using Xunit;

namespace Gateway.Core.Tests.UsagePlans.Limits;

public class CallerStateTableTests
{
    private readonly TickClock _clock = new();

    [Fact]
    public void GetOrCreate_SameKeyAndPlan_GivesTheSameState()
    {
        var (table, plan) = (TestStates.CreateTable(10, _clock), TestPlans.Create(_clock, rate: 1));
        var other = TestPlans.Create(_clock, rate: 1, name: "other", index: 1);

        var state = table.GetOrCreate("alice", plan);
        Assert.Same(state, table.GetOrCreate("alice", plan));
        Assert.Same(state, table.Find("alice", plan));
        Assert.NotSame(state, table.GetOrCreate("bob", plan));
        Assert.NotSame(state, table.GetOrCreate("alice", other));
    }

    [Fact]
    public void Find_UnknownKey_CreatesNothing()
    {
        var (table, plan) = (TestStates.CreateTable(1, _clock), TestPlans.Create(_clock, quota: 1));

        Assert.Null(table.Find("alice", plan));
        Assert.Null(table.Find("alice", plan));
        Admit(table.GetOrCreate("bob", plan)!);
        Assert.Null(table.GetOrCreate("carol", plan));
    }

    [Fact]
    public void GetOrCreate_FullOfBusyCallers_RefusesNewOnesAndKeepsTheOthers()
    {
        var (table, plan) = (TestStates.CreateTable(3, _clock), TestPlans.Create(_clock, rate: 1, burst: 5));
        var states = new[] { "a", "b", "c" }.Select(key => table.GetOrCreate(key, plan)!).ToArray();
        Array.ForEach(states, Admit);

        Assert.Null(table.GetOrCreate("d", plan));
        Assert.Equal(states, new[] { "a", "b", "c" }.Select(key => table.GetOrCreate(key, plan)));
        Array.ForEach(states, Admit);
    }

    [Fact]
    public void GetOrCreate_FullAndOneBucketFullAgain_DropsThatOneOnly()
    {
        var (table, plan) = (TestStates.CreateTable(2, _clock), TestPlans.Create(_clock, rate: 1, burst: 5));
        var (idle, busy) = (table.GetOrCreate("idle", plan)!, table.GetOrCreate("busy", plan)!);
        Admit(idle);
        Admit(busy);
        Admit(busy);
        _clock.Advance(TimeSpan.FromSeconds(1));

        Admit(table.GetOrCreate("new", plan)!);
        Assert.Null(table.Find("idle", plan));
        Assert.Same(busy, table.Find("busy", plan));
        Assert.Equal(AdmissionOutcome.Evicted, idle.Admit(_clock.Timestamp, 1).Outcome);
        Assert.Null(table.GetOrCreate("another", plan));
    }

    [Fact]
    public void GetOrCreate_FullOfCallersWithQuotaUsed_MakesRoomWhenThePeriodEnds()
    {
        var (table, plan) = (TestStates.CreateTable(2, _clock), TestPlans.Create(_clock, quota: 10));
        Admit(table.GetOrCreate("a", plan)!);
        Admit(table.GetOrCreate("b", plan)!);
        _clock.Advance(TimeSpan.FromHours(11));
        Assert.Null(table.GetOrCreate("c", plan));
        _clock.Advance(TimeSpan.FromHours(1));

        Admit(table.GetOrCreate("c", plan)!);
        Admit(table.GetOrCreate("d", plan)!);
        Assert.Null(table.GetOrCreate("a", plan));
    }

    [Fact]
    public void GetOrCreate_OneIdleAmongManyBusy_IsFoundByTryingAgain()
    {
        const int Capacity = 1_000;
        var (table, plan) = (TestStates.CreateTable(Capacity, _clock), TestPlans.Create(_clock, rate: 1, burst: 5));
        for (var i = 0; i < Capacity; i++)
        {
            var state = table.GetOrCreate($"key {i}", plan)!;
            if (i != 700)
            {
                Admit(state);
            }
        }

        var tries = 1;
        while (table.GetOrCreate("new", plan) is null)
        {
            Assert.InRange(++tries, 2, Capacity);
        }

        Assert.Null(table.Find("key 700", plan));
        Assert.InRange(tries, 1, 40);
    }

    [Fact]
    public void GetOrCreate_CrowdOfNewBusyCallers_StaysWithinCapacityAndFillsIt()
    {
        const int Capacity = 100;
        var (table, plan) = (TestStates.CreateTable(Capacity, _clock), TestPlans.Create(_clock, rate: 0.001, burst: 5));
        var created = 0;
        Crowd.Run(8, thread =>
        {
            for (var i = 0; i < 200; i++)
            {
                if (GetAdmitted(table, $"{thread} {i}", plan))
                {
                    Interlocked.Increment(ref created);
                }
            }
        });

        Assert.Equal(Capacity, created);
    }

    [Fact]
    public void GetOrCreate_CrowdOfIdleCallersOverCapacity_RefusesNobody()
    {
        const int Capacity = 64;
        var (table, plan) = (TestStates.CreateTable(Capacity, _clock), TestPlans.Create(_clock, rate: 1));
        var refused = 0;
        Crowd.Run(8, thread =>
        {
            for (var i = 0; i < 2_000; i++)
            {
                if (table.GetOrCreate($"{thread} {i}", plan) is null)
                {
                    Interlocked.Increment(ref refused);
                }
            }
        });
        var kept = Enumerable.Range(0, 8 * 2_000).Count(i => table.Find($"{i / 2_000} {i % 2_000}", plan) is not null);

        Assert.Equal(0, refused);
        Assert.InRange(kept, 1, Capacity);
    }

    [Fact]
    public void GetOrCreate_FirstRequestsOfOneCallerForTheLastPlace_AllGetTheSameState()
    {
        var plan = TestPlans.Create(_clock, rate: 1, burst: 4);
        for (var round = 0; round < 500; round++)
        {
            var table = TestStates.CreateTable(1, _clock);
            var admitted = 0;
            Crowd.Run(4, _ =>
            {
                if (GetAdmitted(table, "alice", plan))
                {
                    Interlocked.Increment(ref admitted);
                }
            });

            Assert.Equal(4, admitted);
            Assert.False(GetAdmitted(table, "alice", plan));
        }
    }

    [Fact]
    public void GetOrCreate_CallersDroppedWhileTheyAreUsed_NeverGetTheirBurstTwice()
    {
        const int Keys = 12;
        const int Burst = 10;
        var (table, plan) = (TestStates.CreateTable(Keys / 2, _clock), TestPlans.Create(_clock, rate: 0.001, burst: Burst));
        var admitted = new int[Keys];
        Crowd.Run(8, thread =>
        {
            for (var i = 0; i < 5_000; i++)
            {
                var key = (thread + (i * 7)) % Keys;
                if (GetAdmitted(table, $"key {key}", plan))
                {
                    Interlocked.Increment(ref admitted[key]);
                }
            }
        });

        Assert.All(admitted, count => Assert.InRange(count, 0, Burst));
        Assert.Equal(Keys / 2, admitted.Count(count => count == Burst));
    }

    /// <summary>As the admission step does: a state that was dropped in between is looked up again.</summary>
    private bool GetAdmitted(CallerStateTable table, string key, UsagePlan plan)
    {
        while (table.GetOrCreate(key, plan) is { } state)
        {
            if (state.Admit(_clock.Timestamp, 1).Outcome is var outcome and not AdmissionOutcome.Evicted)
            {
                return outcome == AdmissionOutcome.Admitted;
            }
        }

        return false;
    }

    private void Admit(CallerState state) => Assert.Equal(AdmissionOutcome.Admitted, state.Admit(_clock.Timestamp, 1).Outcome);
}
