using Gateway.Core.Pipeline;

namespace Gateway.Core.UsagePlans;

/// <summary>Asks for a usage plan: one of these, or any when empty. Several on one endpoint narrow one another.</summary>
internal interface IUsagePlanMetadata : ICallerRequiredMetadata
{
    IReadOnlyList<string> Plans { get; }
}

internal sealed record UsagePlanMetadata(IReadOnlyList<string> Plans) : IUsagePlanMetadata
{
    public bool RequiresCaller => true;
}

/// <summary>Clears what was asked for so far; what follows asks anew.</summary>
internal interface IDisableUsagePlanMetadata : ICallerRequiredMetadata;

internal sealed record DisableUsagePlanMetadata : IDisableUsagePlanMetadata
{
    public bool RequiresCaller => false;
}
