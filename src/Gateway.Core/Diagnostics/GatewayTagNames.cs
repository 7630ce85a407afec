namespace Gateway.Core.Diagnostics;

/// <summary>Names of the tags that metrics carry. All of them take a bounded set of values.</summary>
internal static class GatewayTagNames
{
    public const string Stage = "gateway.stage";
    public const string Route = "gateway.route";
    public const string Plan = "gateway.plan";
    public const string Reason = "gateway.reason";
}
