namespace Gateway.Core.Pipeline;

/// <summary>
/// Marks endpoint metadata that the gateway must enforce. An endpoint that carries any without the gateway's wrapper stops the start,
/// and answers 500 if it appears later.
/// </summary>
public interface IGatewayMetadata;
