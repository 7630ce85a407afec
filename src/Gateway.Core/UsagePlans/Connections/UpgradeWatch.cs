using System.Net.WebSockets;
using Gateway.Core.Pipeline;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Gateway.Core.UsagePlans.Connections;

/// <summary>Gives the permit of an ordinary request back as soon as the request has become a connection.</summary>
internal sealed class UpgradeWatch : IHttpUpgradeFeature, IHttpExtendedConnectFeature, IHttpWebSocketFeature
{
    private readonly ConnectionHold _hold;
    private readonly IHttpUpgradeFeature? _upgrade;
    private readonly IHttpExtendedConnectFeature? _connect;
    private readonly IHttpWebSocketFeature? _webSocket;

    private UpgradeWatch(ConnectionHold hold, IFeatureCollection features)
    {
        _hold = hold;
        _upgrade = features.Get<IHttpUpgradeFeature>();
        _connect = features.Get<IHttpExtendedConnectFeature>();
        _webSocket = features.Get<IHttpWebSocketFeature>();
    }

    public bool IsUpgradableRequest => _upgrade?.IsUpgradableRequest ?? false;

    public bool IsExtendedConnect => _connect?.IsExtendedConnect ?? false;

    public string? Protocol => _connect?.Protocol;

    public bool IsWebSocketRequest => _webSocket?.IsWebSocketRequest ?? false;

    /// <summary>
    /// Stands before the features that are there. The WebSocket middleware runs before the endpoint and has taken the server's own by then,
    /// so its feature is watched, too.
    /// </summary>
    public static void Install(IFeatureCollection features, ConnectionHold hold)
    {
        var watch = new UpgradeWatch(hold, features);
        if (watch._upgrade is not null)
        {
            features.Set<IHttpUpgradeFeature>(watch);
        }

        if (watch._connect is not null)
        {
            features.Set<IHttpExtendedConnectFeature>(watch);
        }

        if (watch._webSocket is not null)
        {
            features.Set<IHttpWebSocketFeature>(watch);
        }
    }

    public async Task<Stream> UpgradeAsync()
    {
        var stream = await _upgrade!.UpgradeAsync();
        _hold.Return(Permits.Concurrency);
        return stream;
    }

    public async ValueTask<Stream> AcceptAsync()
    {
        var stream = await _connect!.AcceptAsync();
        _hold.Return(Permits.Concurrency);
        return stream;
    }

    public async Task<WebSocket> AcceptAsync(WebSocketAcceptContext context)
    {
        var socket = await _webSocket!.AcceptAsync(context);
        _hold.Return(Permits.Concurrency);
        return socket;
    }
}
