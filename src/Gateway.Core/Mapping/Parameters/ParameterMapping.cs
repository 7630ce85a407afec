using Gateway.Core.Pipeline;
using Microsoft.Extensions.Primitives;

namespace Gateway.Core.Mapping.Parameters;

/// <summary>One target and where its value is from. Without expression and delegate the target is removed.</summary>
internal sealed record ParameterMapping(
    MappingTarget Target, string Name, string? Expression = null, Func<GatewayContext, StringValues>? Read = null)
{
    /// <summary>For one key, the nearer mapping replaces.</summary>
    public (MappingTarget, string) Key => (Target, Name.ToUpperInvariant());
}
