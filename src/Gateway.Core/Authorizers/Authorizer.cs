using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Gateway.Core.Authorizers.Identity;
using Gateway.Core.Authorizers.Verdicts;
using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Rejections;

namespace Gateway.Core.Authorizers;

/// <summary>
/// One authorizer with what it has answered. However many requests wait for one identity, one of them asks; the others are served by
/// the same answer if it counts for them.
/// </summary>
internal sealed class Authorizer(
    string name,
    AuthorizerOptions options,
    IdentitySource[] sources,
    AuthorizerCalls calls,
    VerdictCache cache)
{
    private readonly Regex? _pattern = options.IdentityPattern is { } pattern ? CreatePattern(pattern) : null;
    private readonly ConcurrentDictionary<Flight, Task<AuthorizerAnswer>> _underWay = new();

    public string Name => name;

    public bool AllowsEverywhere => options.AllowEverywhere;

    public bool LeavesDecisionToResourcePolicy => options.LeaveDecisionToResourcePolicy;

    /// <summary>Whether there is anything that a client could guess.</summary>
    public bool HasIdentity => sources.Length > 0;

    private bool IsRemembering => options.TimeToLive > TimeSpan.Zero;

    public static Regex CreatePattern(string pattern) => new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    /// <summary>False when a source has no value, or one that does not match the pattern.</summary>
    public bool TryReadIdentity(GatewayFeature feature, Span<string> values, out ReadOnlySpan<string> identity)
    {
        for (var i = 0; i < sources.Length; i++)
        {
            if (sources[i].Read(feature) is not { } value || _pattern?.IsMatch(value) == false)
            {
                identity = default;
                return false;
            }

            values[i] = value;
        }

        identity = values[..sources.Length];
        return true;
    }

    public AuthorizerVerdict? Find(ReadOnlySpan<string> identity, VerdictReach reach, long timestamp) =>
        IsRemembering ? cache.Find(identity, reach, timestamp) : null;

    /// <summary>Whether there is something that a client could guess, nothing good is known of it, and nobody is asking about it.</summary>
    public bool IsFirstSight(string[] identity, VerdictReach reach) =>
        HasIdentity
        && !cache.HasSeenGood(identity, reach)
        && !_underWay.ContainsKey(GetFlight(identity, reach));

    public void Flush()
    {
        cache.Clear();

        // Who asks from now on does not share an answer that was asked for before.
        _underWay.Clear();
    }

    /// <param name="request">Whom and where.</param>
    /// <param name="identity">The values, to be remembered by.</param>
    /// <param name="reach">Where an answer counts.</param>
    /// <param name="aborted">The client's own.</param>
    public async Task<AuthorizerAnswer> AskAsync(AuthorizerRequest request, string[] identity, VerdictReach reach, CancellationToken aborted)
    {
        if (!IsRemembering)
        {
            return await calls.CallAsync(request, isKnown: false, aborted, aborted);
        }

        while (true)
        {
            var flight = GetFlight(identity, reach);
            var completion = new TaskCompletionSource<AuthorizerAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
            var call = _underWay.GetOrAdd(flight, completion.Task);
            if (ReferenceEquals(call, completion.Task))
            {
                return await LeadAsync(request, identity, reach, flight, completion, aborted);
            }

            var answer = await call.WaitAsync(aborted);
            if (answer.CountsFor(reach))
            {
                return answer;
            }
        }
    }

    /// <summary>Goes on when its own client has gone: others wait for the answer, and the request it is asked with must last as long.</summary>
    private async Task<AuthorizerAnswer> LeadAsync(
        AuthorizerRequest request,
        string[] identity,
        VerdictReach reach,
        Flight flight,
        TaskCompletionSource<AuthorizerAnswer> completion,
        CancellationToken aborted)
    {
        var answer = AuthorizerAnswer.Failed(RejectionReason.AuthorizerFailed);
        try
        {
            // Another may have led and ended between the look for an answer and now.
            var epoch = cache.Epoch;
            var known = cache.Find(identity, reach);
            answer = known is null
                ? await calls.CallAsync(request, cache.HasSeenGood(identity, reach), CancellationToken.None, aborted)
                : new AuthorizerAnswer(known, null);
            if (known is null && answer.Verdict is { } verdict)
            {
                cache.Remember(identity, reach, verdict, epoch);
            }

            return answer;
        }
        finally
        {
            _underWay.TryRemove(KeyValuePair.Create(flight, completion.Task));
            completion.SetResult(answer with { Reach = reach, IsAborted = aborted.IsCancellationRequested });
        }
    }

    /// <summary>By what an answer is expected to count for: one policy serves all endpoints that wait.</summary>
    private Flight GetFlight(string[] identity, VerdictReach reach) => cache.HasPolicies
        ? new Flight(VerdictReach.Join([.. identity, reach.OfPolicies]), null)
        : new Flight(VerdictReach.Join([.. identity, reach.OfPlain]), reach.Owner);

    /// <param name="Text">Identity and reach, each with its length.</param>
    /// <param name="Owner">The endpoint, or null where it does not matter.</param>
    private readonly record struct Flight(string Text, object? Owner);
}
