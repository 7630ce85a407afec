using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Composition;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Gateway.Core.UsagePlans;

/// <summary>
/// Requires an API key with a usage plan for the actions of a controller, or one action. An attribute on the action narrows that of
/// the controller to the plans that both name.
/// </summary>
/// <param name="plans">The plans that are accepted; none means every plan.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class RequireUsagePlanAttribute(params string[] plans) : Attribute, IUsagePlanMetadata, IFilterFactory
{
    /// <summary>Gets the plans that are accepted.</summary>
    /// <value>Empty when every plan is.</value>
    public IReadOnlyList<string> Plans { get; } = plans;

    bool ICallerRequiredMetadata.RequiresCaller => true;

    bool IFilterFactory.IsReusable => true;

    /// <summary>Without the gateway's services nothing would enforce the attribute, and the action would be open.</summary>
    IFilterMetadata IFilterFactory.CreateInstance(IServiceProvider serviceProvider)
    {
        MissingServices.ThrowIfMissing(serviceProvider);
        return new Enforced();
    }

    /// <summary>Does nothing: the gateway's own filter or the endpoint's wrapper enforces the plan.</summary>
    private sealed class Enforced : IFilterMetadata;
}
