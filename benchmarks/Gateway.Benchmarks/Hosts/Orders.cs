using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Gateway.Benchmarks.Hosts;

/// <summary>The endpoints that every host has, so that routing has the same work everywhere, and the request they are measured with.</summary>
internal static class Orders
{
    public const string Path = "/orders";
    public const string OtherPath = "/other";

    // 1 KB, as in the baselines.
    public static readonly string Json = $$"""{"id":42,"note":"{{new string('x', 1024 - 20)}}"}""";

    public static (RouteHandlerBuilder Orders, RouteHandlerBuilder Other) Map(WebApplication app) => (Map(app, Path), Map(app, OtherPath));

    public static void Prepare(IncomingRequest request, int caller)
    {
        request.Path = Path;
        request.RawTarget = Path;
        request.Headers[Callers.KeyHeader] = Callers.HeaderValues[caller];
    }

    public static void PrepareStranger(IncomingRequest request, int caller)
    {
        Prepare(request, caller);
        request.Headers[Callers.KeyHeader] = "nobody-has-this-key-0123456789";
    }

    public static string? Check(BenchHost host) => host.Ask(Prepare).Differs(StatusCodes.Status200OK, Json);

    private static RouteHandlerBuilder Map(WebApplication app, string path) =>
        app.MapGet(path, () => TypedResults.Content(Json, "application/json"));
}
