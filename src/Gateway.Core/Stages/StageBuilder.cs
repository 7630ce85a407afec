using Gateway.Core.Pipeline.Limits;

namespace Gateway.Core.Stages;

/// <summary>Describes a stage in code.</summary>
public sealed class StageBuilder
{
    private readonly StageOptions _options;

    internal StageBuilder(StageOptions options) => _options = options;

    /// <summary>Limits the requests of all callers of all endpoints of the stage together, with or without a usage plan.</summary>
    /// <param name="rate">Requests per second in the long run; 0.001 to 1,000,000.</param>
    /// <param name="burst">Requests at once after a pause, 1 to 10,000,000; null for the rate, rounded up.</param>
    /// <returns>The same builder.</returns>
    public StageBuilder Throttle(double rate, int? burst = null)
    {
        _options.Throttle = new ThrottleOptions { Rate = rate, Burst = burst };
        return this;
    }

    /// <summary>Sets a stage variable.</summary>
    /// <param name="name">1 to 64 letters, digits and <c>_</c>.</param>
    /// <param name="value">At most 512 letters, digits and any of <c>-._~:/?#&amp;=,</c>.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> or <paramref name="value"/> is null.</exception>
    public StageBuilder Variable(string name, string value)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(value);
        _options.Variables[name] = value;
        return this;
    }
}
