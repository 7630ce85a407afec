using Gateway.Core.Pipeline;

namespace Gateway.Core.UsagePlans;

/// <summary>Frees an action from the usage plan that its controller requires.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class DisableUsagePlanAttribute : Attribute, IDisableUsagePlanMetadata
{
    bool ICallerRequiredMetadata.RequiresCaller => false;
}
