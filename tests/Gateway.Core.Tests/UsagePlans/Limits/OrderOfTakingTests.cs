using Gateway.Core.Pipeline;
using Gateway.Core.Tests.Support;
using Gateway.Core.UsagePlans;
using Gateway.Core.UsagePlans.Limits;
using Xunit;

namespace Gateway.Core.Tests.UsagePlans.Limits;

/// <summary>
/// Who is refused by a limit of its own costs nobody else anything, and a limit that is shared costs nobody anything when it refuses:
/// not even for the moment between asking and answering.
/// </summary>
public class OrderOfTakingTests
{
    private const int Hammers = 3;
    private const int Trials = 1_000;
    private const int Spent = 9_999;

    private readonly TickClock _clock = new();
    private volatile SharedLimitSet? _current;

    [Theory]
    [InlineData(1, "quota")]
    [InlineData(2, "quota")]
    [InlineData(3, "rate")]
    [InlineData(1, "permits")]
    [InlineData(2, "override")]
    public void Admit_CrowdWithoutAnythingLeftHammersTheEndpoint_NeverTakesTheLastTokenFromAGoodCaller(int limits, string kind)
    {
        var (spent, request) = CreateSpentCallers(kind);
        var plan = TestPlans.Create(_clock, rate: 1, burst: Trials, quota: Trials);
        var good = TestStates.Create(plan);
        var seen = new SharedLimitSet?[Hammers];
        var (failed, stolen) = (0, 0);
        Crowd.Run(
            Hammers + 1,
            thread =>
            {
                if (thread == Hammers)
                {
                    failed = RunTrials(good, limits, seen);
                    return;
                }

                var i = thread * (Spent / Hammers);
                while (_current is var shared && !ReferenceEquals(shared, Stop))
                {
                    if (shared is not null && spent[i++ % Spent].Admit(request, shared).IsAdmitted())
                    {
                        Interlocked.Increment(ref stolen);
                    }

                    Volatile.Write(ref seen[thread], shared);
                    if (!HaveAllSeen(seen, shared))
                    {
                        // Those that have not may be waiting for this very processor.
                        Thread.Yield();
                    }
                }
            },
            TimeSpan.FromMinutes(15));

        Assert.Equal((0, 0), (failed, stolen));
        Assert.Equal(0, good.Drain(_clock.Timestamp));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Admit_SharedLimitIsEmpty_CostsTheCallersNothing(int limits)
    {
        var options = new UsagePlanOptions { Rate = 0.001, Burst = 5, Quota = new QuotaOptions { Limit = 5 }, Concurrency = 1 };
        options.Endpoints["GET /a"] = new() { Rate = 0.001, Burst = 5 };
        var plan = TestPlans.Create(_clock, options);
        var callers = Enumerable.Range(0, 20).Select(_ => TestStates.Create(plan)).ToArray();

        // Only the last of the limits is empty: those before it must come out untouched, too.
        var shared = CreateShared(limits);
        Assert.True(shared.Members[^1].State.TryTake(shared.Members[^1].Limit, _clock.Timestamp, 1));
        Crowd.Run(4, _ =>
        {
            for (var i = 0; i < 20_000; i++)
            {
                var index = (i & 1) - 1;
                var admission = callers[i % callers.Length].Admit(_clock.Timestamp, 1, Permits.Concurrency, index, shared);
                Assert.Equal((AdmissionOutcome.SharedExceeded, shared.Members[^1]), (admission.Outcome, admission.Limit));
            }
        });

        var table = TestStates.CreateTable(1, _clock);
        Assert.All(callers, caller => Assert.True(caller.Admit(_clock.Timestamp, 5, Permits.Concurrency).IsAdmitted()));
        Assert.All(callers, caller => caller.Return(Permits.Concurrency));
        Assert.All(callers, caller => Assert.False(caller.TryEvict(table, _clock.Timestamp)));
        Assert.All(shared.Members.SkipLast(1), member => Assert.True(member.State.TryTake(member.Limit, _clock.Timestamp, 1)));
    }

    [Theory]
    [InlineData(nameof(AdmissionOutcome.Admitted))]
    [InlineData(nameof(AdmissionOutcome.RateExceeded))]
    [InlineData(nameof(AdmissionOutcome.QuotaExceeded))]
    [InlineData(nameof(AdmissionOutcome.ConcurrencyExceeded))]
    [InlineData(nameof(AdmissionOutcome.ConnectionsExceeded))]
    [InlineData(nameof(AdmissionOutcome.SharedExceeded))]
    [InlineData(nameof(AdmissionOutcome.LimiterExceeded))]
    [InlineData(nameof(AdmissionOutcome.Evicted))]
    public void Admit_AnyOutcome_LeavesNothingHeld(string name)
    {
        var outcome = Enum.Parse<AdmissionOutcome>(name);
        var limiter = new FakeLimiter();
        var plan = TestPlans.Create(_clock, new UsagePlanOptions
        {
            Rate = 1,
            Burst = outcome == AdmissionOutcome.RateExceeded ? 1 : 9,
            Quota = new QuotaOptions { Limit = outcome == AdmissionOutcome.QuotaExceeded ? 1 : 9 },
            Concurrency = outcome == AdmissionOutcome.ConcurrencyExceeded ? 1 : 9,
            Connections = outcome == AdmissionOutcome.ConnectionsExceeded ? 1 : 9,
            CreateLimiter = _ => limiter,
        });
        var shared = TestStates.Share(_clock, (0.001, 9), (0.001, outcome == AdmissionOutcome.SharedExceeded ? 1 : 9));
        var state = TestStates.Create(plan);
        if (outcome == AdmissionOutcome.Evicted)
        {
            Assert.True(state.TryEvict(TestStates.CreateTable(1, _clock), _clock.Timestamp));
        }
        else if (outcome != AdmissionOutcome.Admitted)
        {
            Assert.True(state.Admit(_clock.Timestamp, 1, Permits.Concurrency | Permits.Connection, shared: shared).IsAdmitted());
        }

        limiter.IsEmpty = outcome == AdmissionOutcome.LimiterExceeded;
        Assert.Equal(outcome, state.Admit(_clock.Timestamp, 1, Permits.Concurrency | Permits.Connection, shared: shared).Outcome);

        // From another thread, because whatever is still held would make it wait for ever.
        Crowd.Run(1, _ =>
        {
            state.Return(Permits.None);
            Assert.All(shared.Members, member => Assert.InRange(member.State.GetWait(member.Limit, _clock.Timestamp, 1), TimeSpan.Zero, TimeSpan.FromHours(1)));
        });
    }

    private static SharedLimitSet Stop { get; } = new([]);

    private int RunTrials(CallerState good, int limits, SharedLimitSet?[] seen)
    {
        try
        {
            var failed = 0;
            for (var trial = 0; trial < Trials; trial++)
            {
                var shared = CreateShared(limits);
                _current = shared;

                // Every thread is at it, or the trial would say nothing.
                Assert.True(SpinWait.SpinUntil(() => HaveAllSeen(seen, shared), Patience.Limit));
                failed += good.Admit(_clock.Timestamp, 1, shared: shared).IsAdmitted() ? 0 : 1;
            }

            return failed;
        }
        finally
        {
            _current = Stop;
        }
    }

    private static bool HaveAllSeen(SharedLimitSet?[] seen, SharedLimitSet? shared)
    {
        for (var i = 0; i < seen.Length; i++)
        {
            if (!ReferenceEquals(Volatile.Read(ref seen[i]), shared))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Each with one token.</summary>
    private SharedLimitSet CreateShared(int limits) => TestStates.Share(_clock, [.. Enumerable.Repeat((0.001, 1), limits)]);

    private (CallerState[] Callers, AdmissionRequest Request) CreateSpentCallers(string kind)
    {
        var options = new UsagePlanOptions
        {
            Rate = kind == "rate" ? 0.001 : null,
            Quota = kind == "quota" ? new QuotaOptions { Limit = 1 } : null,
            Concurrency = kind == "permits" ? 1 : null,
        };
        if (kind == "override")
        {
            options.Endpoints["GET /a"] = new() { Rate = 0.001 };
        }

        var plan = TestPlans.Create(_clock, options);
        var request = new AdmissionRequest(plan, kind == "override" ? 0 : -1, _clock.Timestamp, 1, plan.HasPermits ? Permits.Concurrency : Permits.None);
        var callers = Enumerable.Range(0, Spent).Select(_ => TestStates.Create(plan)).ToArray();
        var none = new SharedLimitSet([]);
        Assert.All(callers, caller => Assert.True(caller.Admit(request, none).IsAdmitted()));
        return (callers, request);
    }
}
