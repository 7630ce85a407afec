using Gateway.Core.Pipeline;

namespace Gateway.Core.Authorizers.Policies;

/// <summary>A policy for the endpoint; the statements of several are one policy.</summary>
/// <param name="Document">What holds; null where it could not be read.</param>
/// <param name="Error">Why it could not be read; stops the start.</param>
internal sealed record ResourcePolicyMetadata(PolicyDocument? Document, string? Error = null) : IGatewayMetadata;

/// <summary>Clears the policies that were inherited; what follows adds again.</summary>
internal sealed record DisableResourcePolicyMetadata : IGatewayMetadata;
