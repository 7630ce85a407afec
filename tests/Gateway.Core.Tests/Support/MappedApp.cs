using Gateway.Core.Hosting;
using Gateway.Core.Pipeline;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Core.Tests.Support;

/// <summary>Apps whose endpoints are mapped.</summary>
internal static class MappedApp
{
    public static Task<GatewayApp> StartAsync(
        Action<WebApplication> map, GatewayMode mode = GatewayMode.Standard, Action<ApiGatewayOptions>? options = null) =>
        GatewayApp.StartAsync(
            gateway =>
            {
                gateway.Services.AddApiGateway(configured =>
                {
                    configured.Mode = mode;
                    options?.Invoke(configured);
                });
                gateway.AddStage("prod", stage => stage.Variable("table", "orders"));
            },
            map);

    /// <summary>A handler that says what it sees of headers, query and route, one line each, in the order of the names.</summary>
    public static string Show(HttpContext context, params string[] headers)
    {
        var request = context.Request;
        var lines = headers.Where(request.Headers.ContainsKey).Select(name => $"{name}: {string.Join(" | ", request.Headers[name].ToArray())}")
            .Concat(request.Query.Select(pair => $"?{pair.Key}={string.Join(" | ", pair.Value.ToArray())}"))
            .Concat(request.RouteValues.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"/{pair.Key}={pair.Value}"));
        return string.Join('\n', lines);
    }
}
