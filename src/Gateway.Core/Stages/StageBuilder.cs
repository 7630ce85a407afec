namespace Gateway.Core.Stages;

/// <summary>Describes a stage in code.</summary>
public sealed class StageBuilder
{
    private readonly StageOptions _options;

    internal StageBuilder(StageOptions options) => _options = options;

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
