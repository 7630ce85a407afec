using Gateway.Core.Pipeline;

namespace Gateway.Core.UsagePlans.Connections;

/// <summary>Requests of the endpoint stay open: streams, server-sent events, long polls.</summary>
internal sealed record LongLivedMetadata : IGatewayMetadata;
