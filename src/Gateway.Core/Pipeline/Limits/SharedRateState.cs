namespace Gateway.Core.Pipeline.Limits;

/// <summary>A bucket of its own lock.</summary>
internal sealed class SharedRateState
{
    private int _held;
    private RateState _state;

    /// <summary>As <see cref="RateState.TryTake"/>; with <paramref name="isPeek"/> nothing is taken.</summary>
    public bool TryTake(RateLimit limit, long timestamp, int cost, bool isPeek, out RateLimit used, out long next)
    {
        SpinHold.Take(ref _held);
        var state = _state;
        var isTaken = state.TryTake(limit, timestamp, cost, out used, out next);
        if (isTaken && !isPeek)
        {
            _state = state;
        }

        SpinHold.Release(ref _held);
        return isTaken;
    }
}
