using Gateway.Core.Pipeline;
using Microsoft.AspNetCore.Http;

namespace Gateway.Core.UsagePlans.Connections;

/// <summary>
/// The SignalR connections that a caller has been charged for, by the connection's token and the caller: another caller that presents the
/// token is charged. Only the hub knows which connections there are, so one is remembered when the hub has answered a charged request for
/// it with success, and forgotten when it answers otherwise: a token that a client made up, or one whose connection is gone, is charged.
/// Bounded; a connection forgotten is charged once more.
/// </summary>
internal sealed class HubPolls
{
    private const int Capacity = 100_000;

    // A client polls again at the latest when the server ends a poll, after 90 seconds.
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(10);

    private static readonly Func<object, Task> RememberIfGood = static state =>
    {
        var (polls, feature, connection) = (Answer)state;
        if (IsGood(feature))
        {
            polls._charged.Set(connection, connection, polls._timeProvider.GetTimestamp());
        }

        return Task.CompletedTask;
    };

    private readonly TimeProvider _timeProvider;
    private readonly GenerationCache<string, object> _charged;

    public HubPolls(TimeProvider timeProvider)
    {
        _timeProvider = timeProvider;
        var maxAge = (long)(MaxAge.TotalSeconds * timeProvider.TimestampFrequency);
        _charged = new(Capacity, maxAge, StringComparer.Ordinal);
    }

    /// <summary>Null when the request names no connection, or one that no server made: tokens have 22 characters.</summary>
    public static string? GetConnection(HttpRequest request, string callerId) =>
        request.Query["id"] is [{ Length: > 0 and <= 64 } id] ? $"{callerId.Length}:{callerId}{id}" : null;

    public bool IsCharged(string connection, long timestamp) => _charged.TryGet(connection, timestamp, out _);

    /// <summary>
    /// Goes on, and lets the answer decide about the next request. Remembering must not wait for the end, because a stream is answered and
    /// then stays open; forgetting reads what the hub said, before the server calls an answer that nobody waits for any more 499.
    /// </summary>
    public Task ObserveAsync(GatewayContext gateway, GatewayDelegate next, string connection, bool isCharged)
    {
        if (isCharged)
        {
            return ForgetUnlessGoodAsync(gateway, next, connection);
        }

        gateway.Feature.Response.OnStarting(RememberIfGood, new Answer(this, gateway.Feature, connection));
        return next(gateway);
    }

    private static bool IsGood(GatewayFeature feature) =>
        feature.HasReachedHandler && feature.HttpContext.Response.StatusCode is StatusCodes.Status101SwitchingProtocols or (>= 200 and < 300);

    private async Task ForgetUnlessGoodAsync(GatewayContext gateway, GatewayDelegate next, string connection)
    {
        var isGood = false;
        try
        {
            await next(gateway);
            isGood = IsGood(gateway.Feature);
        }
        finally
        {
            if (!isGood)
            {
                _charged.Remove(connection);
            }
        }
    }

    private sealed record Answer(HubPolls Polls, GatewayFeature Feature, string Connection);
}
