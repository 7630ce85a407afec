using System.Threading.RateLimiting;
using Gateway.Core.Pipeline.Limits;

namespace Gateway.Core.UsagePlans.Limits;

/// <summary>
/// The limits that an endpoint shares with others: all of them admit a request, or none of them is charged. Several are held
/// together, checked, then written, so that a refusal by one spends nothing of another that anybody could have seen.
/// </summary>
internal sealed class SharedLimitSet
{
    /// <summary>How many an endpoint may have; so many words are kept on the stack while they are held.</summary>
    public const int MaxCount = 16;

    private readonly Member[] _members;

    public SharedLimitSet(IEnumerable<Member> members) => _members = [.. members.OrderBy(member => member.State.Order)];

    public int Count => _members.Length;

    public IReadOnlyList<Member> Members => _members;

    /// <summary>Takes from all of them or from none; <paramref name="admission"/> says which one refused.</summary>
    public bool TryTake(long timestamp, int cost, out Admission admission)
    {
        if (_members.Length != 1)
        {
            return TryTakeTogether(timestamp, cost, limiter: null, out admission);
        }

        var isTaken = _members[0].State.TryTake(_members[0].Limit, timestamp, cost);
        admission = isTaken ? default : Refused(_members[0]);
        return isTaken;
    }

    /// <summary>
    /// The same with a limiter of the framework, which is asked last, while ours are held: its tokens cannot be given back, so nothing may
    /// refuse after it, and ours must not be spent if it does.
    /// </summary>
    public bool TryTake(long timestamp, int cost, RateLimiter limiter, out Admission admission) =>
        TryTakeTogether(timestamp, cost, limiter, out admission);

    /// <summary>The refusal that asks for the longest wait: the one given, or that of one of these limits.</summary>
    public Admission FindLongestWait(long timestamp, int cost, Admission longest)
    {
        foreach (var member in _members)
        {
            longest = longest.OrLonger(Refused(member) with { RetryAfter = member.State.GetWait(member.Limit, timestamp, cost) });
        }

        return longest;
    }

    private static Admission Refused(Member member) => new(AdmissionOutcome.SharedExceeded, Limit: member);

    private bool TryTakeTogether(long timestamp, int cost, RateLimiter? limiter, out Admission admission)
    {
        Span<long> before = stackalloc long[_members.Length];
        Span<long> after = stackalloc long[_members.Length];
        for (var i = 0; i < _members.Length; i++)
        {
            before[i] = _members[i].State.Hold(_members[i].Limit, timestamp);
        }

        var isTaken = false;
        try
        {
            admission = CheckUnsynchronized(timestamp, cost, before, after);
            if (admission.Outcome == AdmissionOutcome.Admitted && limiter is not null)
            {
                admission = Ask(limiter);
            }

            isTaken = admission.Outcome == AdmissionOutcome.Admitted;
        }
        finally
        {
            var written = isTaken ? after : before;
            for (var i = _members.Length - 1; i >= 0; i--)
            {
                _members[i].State.Release(written[i]);
            }
        }

        return isTaken;
    }

    private static Admission Ask(RateLimiter limiter)
    {
        var lease = limiter.AttemptAcquire();
        if (lease.IsAcquired)
        {
            return new Admission(AdmissionOutcome.Admitted, Lease: lease);
        }

        lease.TryGetMetadata(MetadataName.RetryAfter, out var wait);
        lease.Dispose();
        return new Admission(AdmissionOutcome.LimiterExceeded, wait);
    }

    private Admission CheckUnsynchronized(long timestamp, int cost, ReadOnlySpan<long> before, Span<long> after)
    {
        for (var i = 0; i < _members.Length; i++)
        {
            if (!_members[i].State.CanTakeUnsynchronized(before[i], timestamp, cost, out after[i]))
            {
                return Refused(_members[i]);
            }
        }

        return default;
    }

    /// <param name="Name">How refusals name it.</param>
    /// <param name="State">The bucket.</param>
    /// <param name="Limit">The limit as the endpoint's definitions have it.</param>
    internal sealed record Member(string Name, SharedLimit State, RateLimit Limit);
}
