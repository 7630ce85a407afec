using System.Collections.Frozen;
using Gateway.Core.Pipeline.Limits;

namespace Gateway.Core.Pipeline;

/// <summary>The stage that a request runs in: a name such as <c>prod</c> and the variables configured for it. Immutable.</summary>
public sealed class GatewayStage
{
    /// <summary>The name of the stage that an endpoint without <c>WithStage</c> runs in. It always exists.</summary>
    public const string DefaultName = "$default";

    internal GatewayStage(string name, IEnumerable<KeyValuePair<string, string>> variables, RateLimit? throttle = null)
    {
        Throttle = throttle;
        Name = name;
        Variables = variables.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Gets the stage's name.</summary>
    /// <value>1 to 128 letters, digits, <c>_</c> and <c>-</c>, or <c>$default</c>.</value>
    public string Name { get; }

    /// <summary>Gets the stage variables by name.</summary>
    /// <value>At most 100 entries. Names compare exactly, as in Amazon API Gateway. Empty when none are configured.</value>
    public IReadOnlyDictionary<string, string> Variables { get; }

    /// <summary>For all callers of all its endpoints together; null when the stage has none.</summary>
    internal RateLimit? Throttle { get; }
}
