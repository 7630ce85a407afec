namespace Gateway.Core.Pipeline;

/// <summary>How <see cref="GatewayCaller"/> reads usage without knowing which capability counts it.</summary>
internal interface ICallerUsage
{
    QuotaUsage? GetUsage();

    void Charge(int cost);
}
