using Gateway.Core.Pipeline.Limits;

namespace Gateway.Core.Stages;

/// <summary>A stage: the name under which the same endpoints run with settings of their own.</summary>
public sealed class StageOptions
{
    /// <summary>Gets the stage variables by name.</summary>
    /// <value>
    /// Empty by default; at most 100. Names are 1 to 64 letters, digits and <c>_</c>; values at most 512 characters of letters, digits and
    /// <c>-._~:/?#&amp;=,</c> (Amazon API Gateway's rule). Names compare exactly.
    /// </value>
    public IDictionary<string, string> Variables { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Gets or sets the limit for all callers of all endpoints of the stage together, with or without a usage plan.</summary>
    /// <value>Null by default: no limit.</value>
    public ThrottleOptions? Throttle { get; set; }
}
