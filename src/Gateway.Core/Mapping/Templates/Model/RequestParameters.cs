using System.Globalization;
using Gateway.Core.Mapping.Sources;
using Gateway.Core.Pipeline;

namespace Gateway.Core.Mapping.Templates.Model;

/// <summary>Parameters of the request by name: the last value of one that is there more than once, null for one that is not.</summary>
internal static class RequestParameters
{
    /// <summary>In the reference's order: path, then query, then header.</summary>
    public static string? Read(GatewayFeature feature, string name) =>
        ReadPath(feature, name) ?? ReadQuery(feature, name) ?? ReadHeader(feature, name);

    public static string? ReadPath(GatewayFeature feature, string name) =>
        feature.HttpContext.Request.RouteValues.TryGetValue(name, out var value)
            ? value as string ?? Convert.ToString(value, CultureInfo.InvariantCulture)
            : null;

    public static string? ReadQuery(GatewayFeature feature, string name) =>
        HeaderValues.Take(feature.HttpContext.Request.Query[name], takesAll: false);

    public static string? ReadHeader(GatewayFeature feature, string name) =>
        HeaderValues.Take(feature.RequestHeaders[name], takesAll: false);
}
