using Gateway.Core.Pipeline;
using Gateway.Core.Tests.Support;
using Gateway.Core.UsagePlans;
using Gateway.Core.UsagePlans.Limits;
using Xunit;

namespace Gateway.Core.Tests.UsagePlans.Limits;

/// <summary>
/// Sixteen threads under nested limits decide as one thread would that asks in some order which their calls allow (linearizability).
/// </summary>
/// <remarks>
/// Time stands still within a step. Then levels only fall, and of all orders that the calls allow the one that explains the most is known:
/// whoever was admitted, at the beginning of its call; whoever was refused, at the end of it. If that order does not lead to the same
/// decisions, none does. Every rate gives a multiple of a quarter token per step, which both sides hold exactly.
/// </remarks>
public class NestedLimitsOrderTests(ITestOutputHelper output)
{
    private const int Threads = 16;
    private const int Steps = 1_200;
    private const int CallsPerStep = 4;
    private const int Callers = 6;
    private const int Seed = 20_260_304;

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);
    private readonly TickClock _clock = new();
    private readonly List<Call>[] _calls = [.. Enumerable.Range(0, Threads).Select(_ => new List<Call>())];
    private readonly int[] _outcomes = new int[8];
    private long _stamp;

    [Theory]
    [InlineData("rate and quota of the caller, endpoint, stage", true, 2)]
    [InlineData("two shared ones", false, 2)]
    [InlineData("one shared one", false, 1)]
    [InlineData("rate and quota of the caller, endpoint, shared, stage", true, 3)]
    public void Admit_SixteenThreadsForAMinute_DecideAsOneThreadInAnOrderTheirCallsAllow(string nested, bool hasOwn, int shared)
    {
        output.WriteLine($"{nested}: seed {Seed}");
        (decimal Rate, int Burst)[] limits = [.. new (decimal, int)[] { (75, 30), (70, 60), (85, 20) }.Take(shared)];
        (decimal Rate, int Burst)? own = hasOwn ? (20, 8) : null;
        long? quota = hasOwn ? 600 : null;
        var model = new NestedLimitsModel(Callers, own, quota, limits);
        var set = TestStates.Share(_clock, [.. limits.Select(limit => ((double)limit.Rate, limit.Burst))]);
        var plan = TestPlans.Create(_clock, (double?)own?.Rate, own?.Burst, quota);
        var states = Enumerable.Range(0, Callers).Select(_ => TestStates.Create(plan)).ToArray();
        using var barrier = new Barrier(Threads, phase => EndStep((int)phase.CurrentPhaseNumber, model));

        Crowd.Run(Threads, thread =>
        {
            var random = new Random(Seed + thread);
            for (var step = 0; step < Steps; step++)
            {
                for (var i = 0; i < CallsPerStep; i++)
                {
                    _calls[thread].Add(Ask(states, set, plan, random));
                }

                Assert.True(barrier.SignalAndWait(Patience.Limit));
            }
        });

        output.WriteLine(string.Join(", ", _outcomes.Select((count, outcome) => $"{(AdmissionOutcome)outcome} {count}")));
        Assert.True(_outcomes[(int)AdmissionOutcome.Admitted] > 1_000);
        Assert.True(_outcomes[(int)AdmissionOutcome.SharedExceeded] > 1_000);
        Assert.Equal(hasOwn, _outcomes[(int)AdmissionOutcome.RateExceeded] > 1_000 && _outcomes[(int)AdmissionOutcome.QuotaExceeded] > 100);
    }

    private Call Ask(CallerState[] states, SharedLimitSet set, UsagePlan plan, Random random)
    {
        var (caller, cost) = (random.Next(Callers), random.Next(1, 5));
        var request = new AdmissionRequest(plan, -1, _clock.Timestamp, cost, Permits.None);
        var start = Interlocked.Increment(ref _stamp);
        var admission = states[caller].Admit(request, set);
        return new Call(caller, cost, start, Interlocked.Increment(ref _stamp), admission);
    }

    /// <summary>All calls of the step in their order, against the model; then time passes.</summary>
    private void EndStep(int step, NestedLimitsModel model)
    {
        foreach (var call in _calls.SelectMany(calls => calls).OrderBy(call => call.IsAdmitted ? call.Start : call.End))
        {
            _outcomes[(int)call.Admission.Outcome]++;
            var isRight = call.IsAdmitted ? model.TryTake(call.Caller, call.Cost) : IsShort(model, call);
            if (!isRight)
            {
                throw new InvalidOperationException($"Seed {Seed}, step {step}: no order of the calls explains {call}.");
            }
        }

        Array.ForEach(_calls, calls => calls.Clear());
        _clock.Advance(Step);
        model.Advance((decimal)Step.TotalSeconds);
    }

    /// <summary>The limit that the refusal names had too little when the call ended, and asks for a wait.</summary>
    private static bool IsShort(NestedLimitsModel model, Call call) => call.Admission.RetryAfter > TimeSpan.Zero && call.Admission.Outcome switch
    {
        AdmissionOutcome.RateExceeded => model.HasNoRate(call.Caller, call.Cost),
        AdmissionOutcome.QuotaExceeded => model.HasNoQuota(call.Caller, call.Cost),
        AdmissionOutcome.SharedExceeded => model.HasNone(call.Admission.Limit!.State.Order, call.Cost),
        _ => false,
    };

    private sealed record Call(int Caller, int Cost, long Start, long End, Admission Admission)
    {
        public bool IsAdmitted => Admission.Outcome == AdmissionOutcome.Admitted;
    }
}
