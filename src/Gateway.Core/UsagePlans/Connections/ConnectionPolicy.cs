using Gateway.Core.Pipeline;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Primitives;

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
        || (_mayUpgrade && feature.RequestHeaders.Upgrade is { Count: > 0 } protocols && IsUpgradable(feature, protocols))
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

    /// <summary>Goes on with an admitted request; what the hub answers decides whether the next one for its connection is free.</summary>
    public Task ContinueAsync(GatewayContext gateway, GatewayDelegate next, string? connection, bool isCharged) =>
        connection is null ? next(gateway) : _polls!.ObserveAsync(gateway, next, connection, isCharged);

    /// <summary>Some clients offer HTTP/2 with every request; that makes none of them a connection.</summary>
    private static bool IsUpgradable(GatewayFeature feature, StringValues protocols) =>
        feature.HttpContext.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true }
        && !(protocols.Count == 1 && string.Equals(protocols[0], "h2c", StringComparison.OrdinalIgnoreCase));

    private static bool IsExtendedConnect(GatewayFeature feature) =>
        feature.HttpContext.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true };
}
