using Gateway.Core.Mapping.Parameters;
using Gateway.Core.Pipeline;

namespace Gateway.Core.Mapping;

/// <summary>Mappings onto a request's parameters. For one target the nearer replaces.</summary>
internal sealed record RequestParameterMappingMetadata(IReadOnlyList<ParameterMapping> Mappings) : IGatewayMetadata;

/// <summary>Mappings onto the response of the statuses that a pattern matches, or of all others (null). For one pattern and target the nearer replaces.</summary>
internal sealed record ResponseParameterMappingMetadata(
    string? Statuses, IReadOnlyList<ParameterMapping> Mappings, int? Status, IReadOnlyList<string> LocationHosts) : IGatewayMetadata;

/// <summary>What becomes of bodies in the reference's mode; the nearer replaces.</summary>
internal sealed record ContentHandlingMetadata(ContentHandling Request, ContentHandling Response) : IGatewayMetadata;

/// <summary>Clears what was inherited of request mappings.</summary>
internal sealed record DisableRequestMappingMetadata : IRequestBodyMetadata
{
    Type? IRequestBodyMetadata.BodyType => null;

    bool IRequestBodyMetadata.IsOptional => false;
}

/// <summary>Clears what was inherited of response mappings.</summary>
internal sealed record DisableResponseMappingMetadata : IGatewayMetadata;
