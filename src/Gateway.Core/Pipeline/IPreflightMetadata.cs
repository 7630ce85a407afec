namespace Gateway.Core.Pipeline;

/// <summary>Metadata whose step may be an <see cref="IPreflightStep"/>; routing asks once per set of endpoints whether any has it.</summary>
internal interface IPreflightMetadata : IGatewayMetadata;
