using Gateway.Core.Pipeline.Limits;
using Gateway.Core.Tests.Support;
using Gateway.Core.UsagePlans;
using Gateway.Core.UsagePlans.Limits;
using Xunit;

namespace Gateway.Core.Tests.UsagePlans.Limits;

/// <summary>Several limits that callers share, together with one another and with a limiter of the app's own.</summary>
public class SharedLimitSetTests
{
    private const int Threads = 8;
    private readonly TickClock _clock = new();

    // FIELD.md C2, case 10: ten thousand at the last token, under one, two and three limits.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void TryTake_TenThousandAtOneTokenLeft_GivesExactlyOne(int limits)
    {
        var set = TestStates.Share(_clock, [.. Enumerable.Range(0, limits).Select(i => (0.001, 20 + i))]);
        Assert.True(set.TryTake(_clock.Timestamp, 19, out var _));
        var taken = 0;
        Crowd.Run(Threads, thread =>
        {
            for (var i = 0; i < 1_250; i++)
            {
                Interlocked.Add(ref taken, set.TryTake(_clock.Timestamp, 1, out _) ? 1 : 0);
            }
        });

        Assert.Equal(1, taken);
        Assert.Equal(Enumerable.Range(0, limits), set.Members.Select(member => Drain(member)));
    }

    [Fact]
    public void TryTake_OppositeOrdersOfDeclaration_NeverWaitForEachOtherAndGiveExactlyTheBurst()
    {
        var members = Enumerable.Range(0, 3).Select(order => TestStates.Member(order, new RateLimit(0.001, 100_000, _clock))).ToArray();
        SharedLimitSet[] sets =
        [
            TestStates.Share(members[0], members[1], members[2]), TestStates.Share(members[2], members[1], members[0]),
            TestStates.Share(members[1], members[0]), TestStates.Share(members[2], members[0]),
        ];
        var taken = new int[sets.Length];
        Crowd.Run(Threads, thread =>
        {
            for (var i = 0; i < 30_000; i++)
            {
                var set = (thread + i) % sets.Length;
                Interlocked.Add(ref taken[set], sets[set].TryTake(_clock.Timestamp, 1, out _) ? 1 : 0);
            }
        });

        Assert.Equal(100_000, taken.Sum());
        Assert.Equal([0, taken[3], taken[2]], members.Select(member => Drain(member)));
    }

    [Fact]
    public void TryTake_OneOfThreeIsEmpty_NamesItAndSpendsNothingOfTheOthers()
    {
        for (var empty = 0; empty < 3; empty++)
        {
            var set = TestStates.Share(_clock, (1, 5), (1, 5), (1, 5));
            Assert.Equal(5, Drain(set.Members[empty]));

            Assert.False(set.TryTake(_clock.Timestamp, 1, out var admission));
            Assert.Equal((AdmissionOutcome.SharedExceeded, set.Members[empty]), (admission.Outcome, admission.Limit));
            Assert.Equal(10, set.Members.Sum(Drain));
        }
    }

    [Fact]
    public void FindLongestWait_SeveralAreEmpty_NamesTheOneToWaitForLongest()
    {
        var set = TestStates.Share(_clock, (1, 1), (0.1, 1), (0.5, 1));
        Assert.True(set.TryTake(_clock.Timestamp, 1, out _));
        Assert.False(set.TryTake(_clock.Timestamp, 1, out var refused));

        var longest = set.FindLongestWait(_clock.Timestamp, 1, refused);
        Assert.Equal((set.Members[1], TimeSpan.FromSeconds(10)), (longest.Limit, longest.RetryAfter));
        _clock.Advance(longest.RetryAfter);
        Assert.True(set.TryTake(_clock.Timestamp, 1, out _));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Admit_OursRefuse_DoesNotAskTheAppsLimiter(int refusing)
    {
        var limiter = new FakeLimiter();
        var (state, set) = CreateWith(limiter, 2);
        if (refusing < 2)
        {
            Drain(set.Members[refusing]);
        }
        else
        {
            state.Charge(5);
        }

        Assert.False(state.Admit(_clock.Timestamp, 1, shared: set).IsAdmitted());
        Assert.Equal((0, 0), (limiter.Asked, limiter.Open));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Admit_AppsLimiterRefuses_SpendsNothingOfOursAndSaysItsWait(int limits)
    {
        var limiter = new FakeLimiter { IsEmpty = true, RetryAfter = TimeSpan.FromSeconds(7) };
        var (state, set) = CreateWith(limiter, limits);
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(
                new Admission(AdmissionOutcome.LimiterExceeded, TimeSpan.FromSeconds(7)),
                state.Admit(_clock.Timestamp, 1, shared: set));
        }

        limiter.RetryAfter = null;
        Assert.Equal(new Admission(AdmissionOutcome.LimiterExceeded), state.Admit(_clock.Timestamp, 1, shared: set));
        Assert.Equal((101, 0), (limiter.Asked, limiter.Open));
        limiter.IsEmpty = false;
        Assert.Equal(5, state.Drain(_clock.Timestamp, shared: set));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void Admit_AppsLimiterThrows_LeavesNothingHeldAndNothingSpent(int limits)
    {
        var limiter = new FakeLimiter { Throws = true };
        var (state, set) = CreateWith(limiter, limits);
        Assert.Throws<InvalidOperationException>(() => state.Admit(_clock.Timestamp, 1, shared: set));
        limiter.Throws = false;

        // On another thread: what was still held would make it wait for ever.
        Crowd.Run(1, _ => Assert.Equal(5, state.Drain(_clock.Timestamp, shared: set)));
    }

    [Fact]
    public void Admit_FirstRequestsOfACallerAtOnce_UseOneLimiterAndDisposeTheOthers()
    {
        for (var round = 0; round < 200; round++)
        {
            var created = new System.Collections.Concurrent.ConcurrentBag<FakeLimiter>();
            var plan = TestPlans.Create(_clock, new UsagePlanOptions
            {
                CreateLimiter = _ =>
                {
                    var limiter = new FakeLimiter();
                    created.Add(limiter);
                    return limiter;
                },
            });
            var state = TestStates.Create(plan);
            Crowd.Run(4, _ => Assert.True(state.Admit(_clock.Timestamp, 1).IsAdmitted()));

            var used = Assert.Single(created, limiter => limiter.Asked > 0);
            Assert.Equal((4, 0), (used.Asked, used.Disposals));
            Assert.All(created.Except([used]), limiter => Assert.Equal(1, limiter.Disposals));
        }
    }

    [Fact]
    public void Admit_TwoCallersOfOnePlanAndOneInTwoPlans_HaveALimiterEach()
    {
        var made = new List<string>();
        UsagePlan Create(int index) => TestPlans.Create(
            _clock,
            new UsagePlanOptions
            {
                CreateLimiter = key =>
                {
                    made.Add($"{key} {index}");
                    return new FakeLimiter();
                },
            },
            index: index);
        var table = TestStates.CreateTable(10, _clock);
        var (one, other) = (Create(0), Create(1));
        foreach (var (key, plan) in new[] { ("a", one), ("b", one), ("a", other), ("a", one), ("b", one), ("a", other) })
        {
            Assert.True(table.GetOrCreate(key, plan)!.Admit(_clock.Timestamp, 1).IsAdmitted());
        }

        Assert.Equal(["a 0", "b 0", "a 1"], made);
    }

    [Fact]
    public void TryEvict_LimiterIsBusy_KeepsTheStateUntilItIsIdleAndThenDisposesIt()
    {
        var limiter = new FakeLimiter { IsBusy = true };
        var state = TestStates.Create(TestPlans.Create(_clock, new UsagePlanOptions { CreateLimiter = _ => limiter }));
        var table = TestStates.CreateTable(1, _clock);
        Assert.True(state.Admit(_clock.Timestamp, 1).IsAdmitted());
        Assert.False(state.TryEvict(table, _clock.Timestamp));
        Assert.Equal(0, limiter.Disposals);
        limiter.IsBusy = false;

        Assert.True(state.TryEvict(table, _clock.Timestamp));
        Assert.Equal(1, limiter.Disposals);
        Assert.Equal(AdmissionOutcome.Evicted, state.Admit(_clock.Timestamp, 1).Outcome);
        Assert.Equal(1, limiter.Asked);
    }

    [Fact]
    public void Admit_LimiterIsNull_ThrowsAndNamesThePlan()
    {
        var state = TestStates.Create(TestPlans.Create(_clock, new UsagePlanOptions { CreateLimiter = _ => null! }));

        var exception = Assert.Throws<InvalidOperationException>(() => state.Admit(_clock.Timestamp, 1));
        Assert.Equal("The limiter that the usage plan 'plan' makes for its callers is null.", exception.Message);
    }

    private (CallerState State, SharedLimitSet Shared) CreateWith(FakeLimiter limiter, int limits)
    {
        var options = new UsagePlanOptions { Rate = 0.001, Burst = 5, Quota = new QuotaOptions { Limit = 5 }, CreateLimiter = _ => limiter };
        return (TestStates.Create(TestPlans.Create(_clock, options)), TestStates.Share(_clock, [.. Enumerable.Repeat((0.001, 5), limits)]));
    }

    private int Drain(SharedLimitSet.Member member) => TestStates.Share(member).Drain(_clock.Timestamp);
}
