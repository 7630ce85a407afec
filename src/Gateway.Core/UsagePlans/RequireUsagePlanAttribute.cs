using Gateway.Core.Pipeline;

namespace Gateway.Core.UsagePlans;

/// <summary>
/// Requires an API key with a usage plan for the actions of a controller, or one action. An attribute on the action narrows that of
/// the controller to the plans that both name.
/// </summary>
/// <param name="plans">The plans that are accepted; none means every plan.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class RequireUsagePlanAttribute(params string[] plans) : Attribute, IUsagePlanMetadata
{
    /// <summary>Gets the plans that are accepted.</summary>
    /// <value>Empty when every plan is.</value>
    public IReadOnlyList<string> Plans { get; } = plans;

    bool ICallerRequiredMetadata.RequiresCaller => true;
}
