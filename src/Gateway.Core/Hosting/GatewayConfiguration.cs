using Microsoft.Extensions.Configuration;

namespace Gateway.Core.Hosting;

/// <summary>The section that the app gave to <c>AddApiGateway</c>.</summary>
internal sealed record GatewayConfiguration(IConfiguration Section)
{
    public const string DefaultPath = "ApiGateway";

    /// <summary>How messages name the section: configuration's own root has no path.</summary>
    public string Path => Section is IConfigurationSection { Path: { Length: > 0 } path } ? path : DefaultPath;
}
