namespace Gateway.Core.Pipeline.Limits;

/// <summary>
/// All limits per address by name, so that a pipeline that is composed again counts on where the earlier one was. As many as policies
/// have been defined.
/// </summary>
internal sealed class AddressLimitTable(TimeProvider timeProvider)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, AddressLimit> _limits = new(StringComparer.Ordinal);

    /// <summary>The limit of that name; another rate or burst than before makes a new version of it.</summary>
    public AddressLimit Get(string name, double rate, int burst)
    {
        lock (_lock)
        {
            if (!_limits.TryGetValue(name, out var limit))
            {
                limit = new AddressLimit(_limits.Count + 1, new RateLimit(rate, burst, timeProvider), new SharedRateState());
            }
            else if (limit.Rate.Rate != rate || limit.Rate.Burst != burst)
            {
                limit = limit with { Rate = new RateLimit(rate, burst, timeProvider, limit.Rate.Version + 1) };
            }

            _limits[name] = limit;
            return limit;
        }
    }
}
