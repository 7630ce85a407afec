using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace Gateway.Benchmarks.Hosts;

/// <summary>What a connection keeps for its requests, in the dictionary that Kestrel uses.</summary>
internal sealed class ConnectionState : IPersistentStateFeature
{
    public IDictionary<object, object?> State { get; } = new ConnectionItems();
}
