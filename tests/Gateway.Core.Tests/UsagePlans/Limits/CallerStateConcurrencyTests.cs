using Gateway.Core.Pipeline;
using Gateway.Core.Tests.Support;
using Gateway.Core.UsagePlans.Limits;
using Xunit;

namespace Gateway.Core.Tests.UsagePlans.Limits;

public class CallerStateConcurrencyTests
{
    private const int Threads = 16;
    private const int PerThread = 625;

    private static readonly DateTimeOffset Tomorrow = new(2026, 3, 5, 0, 0, 0, TimeSpan.Zero);
    private readonly TickClock _clock = new();

    [Theory]
    [InlineData(1.0, 20, null)]
    [InlineData(null, null, 20L)]
    [InlineData(1.0, 20, 20L)]
    public void Admit_TenThousandAtOneTokenLeft_AdmitsExactlyOne(double? rate, int? burst, long? quota)
    {
        var state = TestStates.Create(TestPlans.Create(_clock, rate, burst, quota));
        for (var i = 0; i < 19; i++)
        {
            Assert.Equal(AdmissionOutcome.Admitted, state.Admit(_clock.Timestamp, 1).Outcome);
        }

        var (admitted, refused) = (0, 0);
        Crowd.Run(Threads, _ =>
        {
            for (var i = 0; i < PerThread; i++)
            {
                var isAdmitted = state.Admit(_clock.Timestamp, 1).Outcome == AdmissionOutcome.Admitted;
                Interlocked.Increment(ref isAdmitted ? ref admitted : ref refused);
            }
        });

        Assert.Equal((1, 9_999), (admitted, refused));
    }

    [Fact]
    public void Admit_ManyRoundsOfManyThreads_AdmitsExactlyTheBurstEachTime()
    {
        var plan = TestPlans.Create(_clock, rate: 1, burst: 3);
        var states = Enumerable.Range(0, 500).Select(_ => TestStates.Create(plan)).ToArray();
        var admitted = new int[states.Length];
        Crowd.Run(8, _ =>
        {
            for (var i = 0; i < states.Length; i++)
            {
                if (states[i].Admit(_clock.Timestamp, 1).Outcome == AdmissionOutcome.Admitted)
                {
                    Interlocked.Increment(ref admitted[i]);
                }
            }
        });

        Assert.All(admitted, count => Assert.Equal(3, count));
    }

    [Fact]
    public void TryExtendQuota_WhileRequestsAndReadersRun_BalancesAtTheEnd()
    {
        var state = TestStates.Create(TestPlans.Create(_clock, quota: 1_000));
        var admitted = 0L;
        Crowd.Run(Threads, thread =>
        {
            for (var i = 0; i < PerThread; i++)
            {
                if (thread == 0)
                {
                    Assert.True(state.TryExtendQuota(1));
                }
                else if (thread < 4)
                {
                    var usage = state.GetUsage()!;
                    Assert.Equal(usage.Limit, usage.Used + usage.Remaining);
                    Assert.InRange(usage.Limit, 1_000, 1_000 + PerThread);
                }
                else if (state.Admit(_clock.Timestamp, 1).Outcome == AdmissionOutcome.Admitted)
                {
                    Interlocked.Increment(ref admitted);
                }
            }
        });

        var end = state.GetUsage()!;
        Assert.Equal(new QuotaUsage(admitted, 1_000 + PerThread, 1_000 + PerThread - admitted, Tomorrow), end);
    }

    [Fact]
    public void ResetQuota_WhileRequestsRun_GivesAtMostOneQuotaMorePerReset()
    {
        const int Quota = 100;
        const int Resets = 10;
        var state = TestStates.Create(TestPlans.Create(_clock, quota: Quota));
        var admitted = 0;
        Crowd.Run(Threads, thread =>
        {
            for (var i = 0; i < PerThread; i++)
            {
                if (thread == 0 && i % (PerThread / Resets) == 0 && i / (PerThread / Resets) < Resets)
                {
                    state.ResetQuota();
                }
                else if (state.Admit(_clock.Timestamp, 1).Outcome == AdmissionOutcome.Admitted)
                {
                    Interlocked.Increment(ref admitted);
                }
            }
        });
        while (state.Admit(_clock.Timestamp, 1).Outcome == AdmissionOutcome.Admitted)
        {
            admitted++;
        }

        Assert.InRange(admitted, Quota, Quota * (Resets + 1));
        Assert.Equal(new QuotaUsage(Quota, Quota, 0, Tomorrow), state.GetUsage());
    }

    [Fact]
    public void Admit_WhileThePeriodTurns_AdmitsTwoQuotasAndNoMore()
    {
        const int Quota = 5;
        for (var round = 0; round < 200; round++)
        {
            var clock = new TickClock { UtcNow = Tomorrow.AddSeconds(-1) };
            var state = TestStates.Create(TestPlans.Create(clock, quota: Quota));
            var admitted = Take(state, clock);
            Crowd.Run(4, thread =>
            {
                if (thread == 0)
                {
                    clock.Advance(TimeSpan.FromSeconds(1));
                    return;
                }

                for (var i = 0; i < 200; i++)
                {
                    Interlocked.Add(ref admitted, Take(state, clock));
                }
            });
            admitted += Take(state, clock);

            Assert.Equal(2 * Quota, admitted);
        }
    }

    private static int Take(CallerState state, TickClock clock)
    {
        var admitted = 0;
        while (state.Admit(clock.Timestamp, 1).Outcome == AdmissionOutcome.Admitted)
        {
            admitted++;
        }

        return admitted;
    }
}
