using Gateway.Core.Pipeline;

namespace Gateway.Core.Validation.Parameters;

/// <summary>Parameters that requests need. Several add up.</summary>
internal sealed record RequestParametersMetadata(IReadOnlyList<RequestParameter> Parameters) : IGatewayMetadata;
