using Gateway.Core.Pipeline;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;

namespace Gateway.Core.UsagePlans.Connections;

/// <summary>
/// Which requests of an endpoint stay open, what they hold and what they cost. What the client only claims never gives it less to hold:
/// a request that asks for an upgrade holds both permits until it is upgraded.
/// </summary>
internal sealed class ConnectionPolicy
{
    private readonly bool _isLongLived;
    private readonly bool _mayUpgrade;
    private readonly bool _mayConnect;
    private readonly HubPolls? _polls;

    public ConnectionPolicy(EndpointMetadataCollection metadata, HubPolls polls)
    {
        var methods = metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [];
        IsNegotiation = metadata.GetMetadata<NegotiateMetadata>() is not null;
        _mayUpgrade = methods.Count == 0 || methods.Contains(HttpMethods.Get, StringComparer.OrdinalIgnoreCase);
        _mayConnect = methods.Count == 0 || methods.Contains(HttpMethods.Connect, StringComparer.OrdinalIgnoreCase);
        if (!IsNegotiation)
        {
            _isLongLived = metadata.GetMetadata<LongLivedMetadata>() is not null
                || metadata.GetMetadata<HubMetadata>() is not null
                || metadata.GetMetadata<DisableRequestTimeoutAttribute>() is not null;
            _polls = metadata.GetMetadata<HubMetadata>() is not null ? polls : null;
        }
    }

    /// <summary>Whether the endpoint only prepares connections: such requests cost nothing unless the endpoint says so.</summary>
    public bool IsNegotiation { get; }

    public bool IsConnection(GatewayFeature feature) =>
        _isLongLived
        || (_mayUpgrade && feature.RequestHeaders.Upgrade.Count > 0)
        || (_mayConnect && IsExtendedConnect(feature));

    /// <summary>What a connection holds until it ends.</summary>
    public Permits GetPermits(GatewayFeature feature)
    {
        // The requests that a long-polling client sends beside its poll are short.
        if (_polls is not null && (HttpMethods.IsPost(feature.HttpContext.Request.Method) || HttpMethods.IsDelete(feature.HttpContext.Request.Method)))
        {
            return Permits.Concurrency;
        }

        return _isLongLived ? Permits.Connection : Permits.Connection | Permits.Concurrency;
    }

    /// <summary>
    /// Whether the request belongs to a SignalR connection that this caller has been charged for: the polls and sends of the
    /// long-polling transport.
    /// </summary>
    public bool IsCharged(GatewayFeature feature, string callerId, out string? connection)
    {
        connection = _polls is null ? null : HubPolls.GetConnection(feature.HttpContext.Request, callerId);
        return connection is not null && _polls!.IsCharged(connection, feature.Timestamp);
    }

    public void RememberCharged(GatewayFeature feature, string? connection)
    {
        if (connection is not null)
        {
            _polls?.Remember(connection, feature.Timestamp);
        }
    }

    private static bool IsExtendedConnect(GatewayFeature feature) =>
        feature.HttpContext.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true };
}
