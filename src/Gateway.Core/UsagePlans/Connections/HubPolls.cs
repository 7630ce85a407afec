using Gateway.Core.Pipeline;
using Microsoft.AspNetCore.Http;

namespace Gateway.Core.UsagePlans.Connections;

/// <summary>
/// The SignalR connections that a caller has been charged for, by the connection's token and the caller: another caller that presents the
/// token is charged. Bounded; a connection forgotten is charged once more.
/// </summary>
internal sealed class HubPolls(TimeProvider timeProvider)
{
    private const int Capacity = 100_000;

    // A client polls again at the latest when the server ends a poll, after 90 seconds.
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(10);

    private readonly GenerationCache<string, object> _charged =
        new(Capacity, (long)(MaxAge.TotalSeconds * timeProvider.TimestampFrequency), StringComparer.Ordinal);

    /// <summary>Null when the request names no connection, or one that no server made: tokens have 22 characters.</summary>
    public static string? GetConnection(HttpRequest request, string callerId) =>
        request.Query["id"] is [{ Length: > 0 and <= 64 } id] ? $"{callerId.Length}:{callerId}{id}" : null;

    public bool IsCharged(string connection, long timestamp) => _charged.TryGet(connection, timestamp, out _);

    public void Remember(string connection, long timestamp) => _charged.Set(connection, connection, timestamp);
}
