using Gateway.Core.Pipeline;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Gateway.Core.UsagePlans;

/// <summary>Frees an action from the usage plan that its controller requires.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class DisableUsagePlanAttribute : Attribute, IDisableUsagePlanMetadata, IFilterMetadata
{
    // A filter too, like the attribute that it answers: MVC lists filters in the metadata a second time, and the order must stay the same.
    bool ICallerRequiredMetadata.RequiresCaller => false;
}
