using Gateway.Core.Diagnostics;
using Gateway.Core.Pipeline.Rejections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gateway.Core.Authorizers.Verdicts;

/// <summary>Calls one authorizer: with a deadline, a bounded number of calls at once, and failures that never become an answer.</summary>
internal sealed class AuthorizerCalls(
    string name,
    AuthorizerOptions options,
    IServiceScopeFactory scopes,
    TimeProvider timeProvider,
    GatewayHealth health,
    ILogger<AuthorizerCalls> logger)
{
    private readonly HealthAlarm _alarm = new(health, $"authorizer {name}", timeProvider);
    private int _ofStrangers;
    private int _ofKnown;

    /// <summary>Never throws for an authorizer that fails; throws only when <paramref name="cancellationToken"/> is cancelled.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="isKnown">Such calls have places of their own, so that a flood of strangers keeps nobody out who was let in before.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <param name="aborted">The client's own: what fails after it has gone says nothing about the authorizer.</param>
    public async Task<AuthorizerAnswer> CallAsync(
        AuthorizerRequest request, bool isKnown, CancellationToken cancellationToken, CancellationToken aborted)
    {
        if (Interlocked.Increment(ref GetPlaces(isKnown)) > options.MaxConcurrentCalls)
        {
            Interlocked.Decrement(ref GetPlaces(isKnown));
            Report($"{options.MaxConcurrentCalls} calls are under way; callers that are not known get 503.", exception: null);
            return AuthorizerAnswer.Failed(RejectionReason.StoreUnavailable);
        }

        using var deadline = new CancellationTokenSource(options.Timeout, timeProvider);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            var result = await StartUntilTheEnd(request, isKnown, linked.Token).WaitAsync(linked.Token);
            if (result is null)
            {
                Report("It answered null.", exception: null);
                return AuthorizerAnswer.Failed(RejectionReason.AuthorizerMisconfigured);
            }

            if (_alarm.TryClear(timeProvider.GetTimestamp()))
            {
                Log.AuthorizerRestored(logger, name);
            }

            return new AuthorizerAnswer(new AuthorizerVerdict(result), null);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException && !cancellationToken.IsCancellationRequested)
        {
            if (aborted.IsCancellationRequested)
            {
                return AuthorizerAnswer.Failed(RejectionReason.AuthorizerFailed);
            }

            Report(deadline.IsCancellationRequested ? $"It did not answer within {options.Timeout}." : "It threw an exception.", exception);
            return AuthorizerAnswer.Failed(RejectionReason.AuthorizerFailed);
        }
        finally
        {
            request.Close();
        }
    }

    /// <summary>The place among the calls is given back when the call ends, not at its deadline: an authorizer that ignores its token must not be called more often than it may.</summary>
    private Task<AuthorizerResult> StartUntilTheEnd(AuthorizerRequest request, bool isKnown, CancellationToken cancellationToken)
    {
        var call = RunAsync(request, cancellationToken);
        call.ContinueWith(
            ended =>
            {
                // A failure after the deadline has nobody left who waits, and would end up as unobserved.
                _ = ended.Exception;
                Interlocked.Decrement(ref GetPlaces(isKnown));
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return call;
    }

    private async Task<AuthorizerResult> RunAsync(AuthorizerRequest request, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await options.Create!(scope.ServiceProvider).AuthorizeAsync(request, cancellationToken);
    }

    private ref int GetPlaces(bool isKnown) => ref isKnown ? ref _ofKnown : ref _ofStrangers;

    private void Report(string what, Exception? exception)
    {
        if (_alarm.TryRaise(timeProvider.GetTimestamp(), what))
        {
            Log.AuthorizerFailed(logger, name, what, exception);
        }
    }
}
