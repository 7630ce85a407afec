namespace Gateway.Core.Pipeline;

/// <summary>One variable of <c>context.*</c>; reading gives null where the request has no value for it.</summary>
internal sealed record ContextVariable(string Name, Func<GatewayFeature, string?> Read);
