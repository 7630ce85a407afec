using Gateway.Core.Tests.Support;
using Gateway.Core.UsagePlans.Limits;
using Xunit;

namespace Gateway.Core.Tests.UsagePlans.Limits;

/// <summary>How limits get attacked and clocks misbehave, for a caller's and shared limits together: FIELD.md C2, the halves within one process.</summary>
public class NestedLimitsFieldTests
{
    private static readonly DateTimeOffset Midnight = new(2026, 3, 5, 0, 0, 0, TimeSpan.Zero);
    private readonly TickClock _clock = new() { UtcNow = Midnight.AddSeconds(-30) };

    // FIELD.md C2, case 9: crowds on both sides of every edge. No window of any length admits more than its rate and one burst.
    [Theory]
    [InlineData(1_000)]
    [InlineData(60_000)]
    [InlineData(999)]
    public void Admit_CrowdsOnBothSidesOfAWindowsEdge_GetNoMoreThanRateAndBurst(int windowMilliseconds)
    {
        const int Rate = 10;
        const int Burst = 15;
        var shared = TestStates.Share(_clock, (Rate, Burst), (Rate * 2, Burst * 2));
        var state = TestStates.Create(TestPlans.Create(_clock, rate: Rate * 3, burst: Burst * 3));
        var times = new List<double>();
        var seconds = 0.0;
        for (var edge = 0; edge < 20; edge++)
        {
            foreach (var gap in (int[])[windowMilliseconds - 2, 1, 1])
            {
                _clock.Advance(TimeSpan.FromMilliseconds(gap));
                seconds += gap / 1_000.0;
                times.AddRange(Enumerable.Repeat(seconds, state.Drain(_clock.Timestamp, shared: shared)));
            }
        }

        Assert.True(times.Count > 20);
        for (var i = 0; i < times.Count; i++)
        {
            for (var j = i; j < times.Count; j++)
            {
                Assert.True(j - i + 1 <= Burst + (Rate * (times[j] - times[i])) + 1e-6, $"{j - i + 1} in {times[j] - times[i]} s");
            }
        }
    }

    // FIELD.md C2, case 9, its documented exception: a quota belongs to the calendar, so two of them fit around midnight, and no more.
    [Fact]
    public void Admit_CrowdsOnBothSidesOfMidnight_GetOneQuotaEach()
    {
        var state = TestStates.Create(TestPlans.Create(_clock, quota: 5));
        Assert.Equal(5, state.Drain(_clock.Timestamp));
        _clock.Advance(TimeSpan.FromSeconds(30) - TimeSpan.FromTicks(1));
        Assert.Equal(0, state.Drain(_clock.Timestamp));
        _clock.Advance(TimeSpan.FromTicks(1));

        Assert.Equal(5, state.Drain(_clock.Timestamp));
    }

    // FIELD.md C2, case 10: ten thousand at the last token, under a rate, a quota and two shared limits at once. Nothing goes below zero.
    [Fact]
    public void Admit_TenThousandAtOneTokenLeft_AdmitsExactlyOneAndOverdrawsNothing()
    {
        var shared = TestStates.Share(_clock, (0.001, 20), (0.001, 30));
        var state = TestStates.Create(TestPlans.Create(_clock, rate: 0.001, burst: 25, quota: 40));
        Assert.True(state.Admit(_clock.Timestamp, 19, shared: shared).IsAdmitted());
        var admitted = 0;
        Crowd.Run(16, _ =>
        {
            for (var i = 0; i < 625; i++)
            {
                Interlocked.Add(ref admitted, state.Admit(_clock.Timestamp, 1, shared: shared).IsAdmitted() ? 1 : 0);
            }
        });

        Assert.Equal((1, 20), (admitted, state.GetUsage()!.Used));
        Assert.Equal((0, 10), (Drain(shared.Members[0]), Drain(shared.Members[1])));
        Assert.Equal(5, state.Drain(_clock.Timestamp));
    }

    // FIELD.md C2, case 11: somebody sets the wall clock an hour on or back. No bucket fills and nobody is locked out.
    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void Admit_WallClockJumpsAnHour_RefillsNothingAndLocksNobodyOut(int hours)
    {
        _clock.UtcNow = Midnight.AddHours(-12);
        var shared = TestStates.Share(_clock, (1, 5), (1, 5));
        var state = TestStates.Create(TestPlans.Create(_clock, rate: 1, burst: 6, quota: 100));
        Assert.Equal(5, state.Drain(_clock.Timestamp, shared: shared));
        _clock.UtcNow += TimeSpan.FromHours(hours);

        Assert.Equal(0, state.Drain(_clock.Timestamp, shared: shared));
        _clock.Timestamp += 2 * _clock.TimestampFrequency;
        Assert.Equal(2, state.Drain(_clock.Timestamp, shared: shared));
        Assert.Equal(7, state.GetUsage()!.Used);
    }

    // FIELD.md C2, case 11: the machine slept for a day. Buckets are full once, not a day's worth, and the quota is that of the new day.
    [Fact]
    public void Admit_MachineSleptForADay_FindsFullBucketsAndTheNewPeriod()
    {
        var shared = TestStates.Share(_clock, (1, 5), (1, 7));
        var state = TestStates.Create(TestPlans.Create(_clock, rate: 1, burst: 6, quota: 9));
        Assert.Equal(5, state.Drain(_clock.Timestamp, shared: shared));
        _clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(5, state.Drain(_clock.Timestamp, shared: shared));
        Assert.Equal(5, state.GetUsage()!.Used);
    }

    // FIELD.md C2, case 11: threads that read their time a little earlier than others. A late one gains nothing by it, and takes nothing away.
    [Fact]
    public void Admit_RequestsWithEarlierTimesComeLater_GainAndLoseNothing()
    {
        var shared = TestStates.Share(_clock, (1, 10), (1, 10));
        var state = TestStates.Create(TestPlans.Create(_clock, rate: 1, burst: 10));
        var now = _clock.Timestamp + (100 * _clock.TimestampFrequency);
        var earlier = now - (3 * _clock.TimestampFrequency);
        Assert.Equal(10, state.Drain(now, shared: shared));

        Assert.Equal(0, state.Drain(earlier, shared: shared));
        Assert.Equal(TimeSpan.FromSeconds(4), state.Admit(earlier, 1, shared: shared).RetryAfter);
        Assert.Equal(0, state.Drain(now + _clock.TimestampFrequency - 1, shared: shared));
        Assert.Equal(1, state.Drain(now + _clock.TimestampFrequency, shared: shared));
    }

    private int Drain(SharedLimitSet.Member member) => TestStates.Share(member).Drain(_clock.Timestamp);
}
