using System.Text;
using Gateway.Core.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Gateway.Core.Tests.Support;

/// <summary>Apps whose responses are compared with schemas.</summary>
internal static class ResponseSchemaApp
{
    public const int Mismatch = 1500;
    public const int NotValidated = 1502;
    public const string Secret = "s3cret";
    public const string Valid = """{"item":"Cups","qty":6}""";

    public const string Schema = """
        {
          "type": "object",
          "properties": { "item": { "type": "string" }, "qty": { "type": "integer", "minimum": 1 } },
          "required": [ "item", "qty" ]
        }
        """;

    public static Task<GatewayApp> StartAsync(
        string environment, Action<WebApplication> map, Action<WebApplicationBuilder>? configure = null,
        Action<IApiGatewayBuilder>? gateway = null, HttpProtocols protocols = HttpProtocols.Http1) => GatewayApp.StartAsync(
        gateway ?? (static _ => { }),
        map,
        configure,
        protocols,
        environment);

    public static RouteHandlerBuilder Map(
        IEndpointRouteBuilder app, string path, string body, int status = 200, string? contentType = "application/json", string? encoding = null) =>
        app.MapGet(path, (Delegate)(async (HttpContext context) =>
        {
            var response = context.Response;
            response.StatusCode = status;
            response.ContentType = contentType;
            response.Headers.ETag = "\"tag\"";
            response.Headers.SetCookie = $"session={Secret}";
            response.Headers.ContentEncoding = encoding;
            response.ContentLength = Encoding.UTF8.GetByteCount(body);
            foreach (var part in Encoding.UTF8.GetBytes(body).Chunk(4_000))
            {
                await response.Body.WriteAsync(part);
            }
        }));

    public static CapturedLogs.Entry[] Entries(GatewayApp app) => [.. app.Logs.Entries.Where(entry => entry.Id.Id is >= Mismatch and <= NotValidated)];

    internal sealed record Line(string Item, int Quantity)
    {
        public int Price => Quantity * 7;
    }
}
