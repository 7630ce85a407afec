namespace Gateway.Core.Pipeline.Limits;

/// <summary>A bucket of its own lock.</summary>
internal sealed class SharedRateState
{
    private int _held;
    private int _reserved;
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

    /// <summary>As <see cref="AddressSets.TryReserve"/>.</summary>
    public bool TryReserve(RateLimit limit, long timestamp, out RateLimit used, out long next)
    {
        SpinHold.Take(ref _held);
        var state = _state;
        var isReserved = state.TryTake(limit, timestamp, _reserved + 1, out used, out next);
        _reserved += isReserved ? 1 : 0;
        SpinHold.Release(ref _held);
        return isReserved;
    }

    public void Settle(RateLimit limit, long timestamp, bool isSpent)
    {
        SpinHold.Take(ref _held);
        _reserved--;
        if (isSpent)
        {
            _state.TryTake(limit, timestamp, cost: 1, out _, out _);
        }

        SpinHold.Release(ref _held);
    }
}
