using Gateway.Core.Pipeline;
using Microsoft.AspNetCore.Http.Features;

namespace Gateway.Core.UsagePlans.Connections;

/// <summary>Gives the permit of an ordinary request back as soon as the request has become a connection.</summary>
internal sealed class UpgradeWatch(GatewayFeature feature, IHttpUpgradeFeature? upgrade, IHttpExtendedConnectFeature? connect)
    : IHttpUpgradeFeature, IHttpExtendedConnectFeature
{
    public bool IsUpgradableRequest => upgrade?.IsUpgradableRequest ?? false;

    public bool IsExtendedConnect => connect?.IsExtendedConnect ?? false;

    public string? Protocol => connect?.Protocol;

    /// <summary>Stands before the server's own features, where there are any.</summary>
    public static void Install(GatewayFeature feature)
    {
        var features = feature.HttpContext.Features;
        var (upgrade, connect) = (features.Get<IHttpUpgradeFeature>(), features.Get<IHttpExtendedConnectFeature>());
        var watch = new UpgradeWatch(feature, upgrade, connect);
        if (upgrade is not null)
        {
            features.Set<IHttpUpgradeFeature>(watch);
        }

        if (connect is not null)
        {
            features.Set<IHttpExtendedConnectFeature>(watch);
        }
    }

    public async Task<Stream> UpgradeAsync()
    {
        var stream = await upgrade!.UpgradeAsync();
        feature.ReturnPermits(Permits.Concurrency);
        return stream;
    }

    public async ValueTask<Stream> AcceptAsync()
    {
        var stream = await connect!.AcceptAsync();
        feature.ReturnPermits(Permits.Concurrency);
        return stream;
    }
}
