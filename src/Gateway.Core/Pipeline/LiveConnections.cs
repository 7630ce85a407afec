using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http.Features;

namespace Gateway.Core.Pipeline;

/// <summary>
/// The long-lived requests that are open, so that revoking a credential closes them. As many as the server holds open. While there are
/// any, one timer asks again for their credentials.
/// </summary>
internal sealed class LiveConnections : IDisposable
{
    private readonly ICredentialRevalidation _revalidation;
    private readonly TimeProvider _timeProvider;
    private readonly ConcurrentDictionary<Registration, CallerIdentity> _open = new();
    private readonly CancellationTokenSource _stopped = new();
    private readonly Lock _lock = new();
    private readonly CancellationToken _token;
    private ITimer? _timer;

    public LiveConnections(ICredentialRevalidation revalidation, TimeProvider timeProvider)
    {
        _revalidation = revalidation;
        _timeProvider = timeProvider;
        _token = _stopped.Token;
    }

    /// <summary>Open until what is returned is disposed; then <paramref name="inner"/> is disposed too.</summary>
    public IDisposable Add(CallerIdentity identity, IHttpRequestLifetimeFeature lifetime, IDisposable? inner)
    {
        var registration = new Registration(this, lifetime, inner);
        _open[registration] = identity;
        lock (_lock)
        {
            if (!_token.IsCancellationRequested)
            {
                _timer ??= _timeProvider.CreateTimer(
                    static state => ((LiveConnections)state!).CheckAll(), this, _revalidation.RevalidateAfter, Timeout.InfiniteTimeSpan);
            }
        }

        // The credential may have been revoked since it was proved: then either the check that follows from it finds the registration, or
        // the revocation is found here.
        Interlocked.MemoryBarrier();
        if (_revalidation.MayBeRevoked(identity))
        {
            // Not awaited: it may ask the store, and lets nothing out.
            _ = CheckAsync([KeyValuePair.Create(registration, identity)]);
        }

        return registration;
    }

    /// <summary>Asks again for every open connection, or those of one caller, and closes those whose credential is revoked.</summary>
    public Task CheckAsync(string? callerId = null)
    {
        Interlocked.MemoryBarrier();
        return CheckAsync(_open.Where(connection => callerId is null || connection.Value.Id == callerId));
    }

    /// <summary>Once per credential, however many connections it has opened and however often it was looked up for them.</summary>
    private async Task CheckAsync(IEnumerable<KeyValuePair<Registration, CallerIdentity>> connections)
    {
        var credentials = new ConcurrentQueue<IGrouping<object, KeyValuePair<Registration, CallerIdentity>>>(
            connections.GroupBy(connection => connection.Value.Credential));
        await Task.WhenAll(Enumerable.Range(0, _revalidation.MaxConcurrency).Select(_ => CheckAsync(credentials)));
    }

    private async Task CheckAsync(ConcurrentQueue<IGrouping<object, KeyValuePair<Registration, CallerIdentity>>> credentials)
    {
        try
        {
            while (credentials.TryDequeue(out var connections))
            {
                if (await _revalidation.IsStillValidAsync(connections.First().Value, _token))
                {
                    continue;
                }

                foreach (var (registration, _) in connections)
                {
                    registration.Close();
                }
            }
        }
        catch (OperationCanceledException) when (_token.IsCancellationRequested)
        {
            // The app ends, and with it every connection.
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            if (_token.IsCancellationRequested)
            {
                return;
            }

            _stopped.Cancel();
            _timer?.Dispose();
        }

        _stopped.Dispose();
    }

    // Nobody waits for a timer's work, and CheckAsync lets nothing out.
    private void CheckAll() => _ = CheckAndArmAsync();

    private async Task CheckAndArmAsync()
    {
        try
        {
            await CheckAsync();
        }
        finally
        {
            lock (_lock)
            {
                if (_open.IsEmpty)
                {
                    _timer?.Dispose();
                    _timer = null;
                }
                else if (!_token.IsCancellationRequested)
                {
                    _timer?.Change(_revalidation.RevalidateAfter, Timeout.InfiniteTimeSpan);
                }
            }
        }
    }

    private sealed class Registration(LiveConnections owner, IHttpRequestLifetimeFeature lifetime, IDisposable? inner) : IDisposable
    {
        private readonly Lock _lock = new();
        private bool _isOver;

        /// <summary>Never after the request is over: the server uses the feature for the next one.</summary>
        public void Close()
        {
            lock (_lock)
            {
                if (!_isOver)
                {
                    lifetime.Abort();
                }
            }
        }

        public void Dispose()
        {
            lock (_lock)
            {
                _isOver = true;
            }

            owner._open.TryRemove(this, out _);
            inner?.Dispose();
        }
    }
}
