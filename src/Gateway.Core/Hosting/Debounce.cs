namespace Gateway.Core.Hosting;

/// <summary>
/// Runs an action once things have been quiet for a while: one timer that fires once. What never comes to rest runs it all the same,
/// <see cref="Longest"/> after the first signal.
/// </summary>
internal sealed class Debounce : IDisposable
{
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly Lock _running = new();
    private readonly TimeProvider _timeProvider;
    private readonly Action _action;
    private readonly ITimer _timer;
    private long _due;
    private long _latest;
    private bool _isWaiting;
    private bool _isDisposed;

    public Debounce(TimeProvider timeProvider, Action action)
    {
        _timeProvider = timeProvider;
        _action = action;
        _timer = timeProvider.CreateTimer(static state => ((Debounce)state!).Run(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The action runs this long after the last signal. A short quiet asked for later does not cut a long one short.</summary>
    public void Signal(TimeSpan quiet)
    {
        lock (_lock)
        {
            if (_isDisposed)
            {
                return;
            }

            var now = _timeProvider.GetTimestamp();
            var due = now + ToTicks(quiet);
            if (!_isWaiting)
            {
                _isWaiting = true;
                _due = due;
                _latest = now + Math.Max(ToTicks(quiet), ToTicks(Longest));
            }

            _due = Math.Min(Math.Max(_due, due), _latest);
            _timer.Change(TimeSpan.FromSeconds(Math.Max(0, _due - now) / (double)_timeProvider.TimestampFrequency), Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Returns when the action does not run and will not run again.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
        }

        _timer.Dispose();
        lock (_running)
        {
            // Held only to wait: the app's services are about to go, which the action uses.
        }
    }

    private void Run()
    {
        lock (_lock)
        {
            _isWaiting = false;
        }

        // Never two at once; a signal that came while one ran waits here for its turn.
        lock (_running)
        {
            if (!Volatile.Read(ref _isDisposed))
            {
                _action();
            }
        }
    }

    private long ToTicks(TimeSpan time) => (long)(time.TotalSeconds * _timeProvider.TimestampFrequency);
}
