using System.Text;
using System.Text.Json;
using Gateway.Benchmarks.Compare;
using Gateway.Benchmarks.Contracts;
using Gateway.Benchmarks.Hosts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Benchmarks.Questions;

/// <summary>Typed mapping of an order of about 1 KB against the same written by hand with the same source-generated context.</summary>
internal static class MappingBody
{
    private const string Path = "/mapped";

    private static readonly byte[] NewJson = JsonSerializer.SerializeToUtf8Bytes(
        OrderContracts.Map(JsonSerializer.Deserialize(OrderContracts.OldJson, OrderJson.Default.OldOrder)!), OrderJson.Default.NewOrder);

    [ThreadStatic]
    private static byte[]? _drain;

    public static async Task<IQuestion> CreateForRequestAsync()
    {
        var ours = await StartAsync(app => app.MapPost(Path, (RequestDelegate)DrainAsync)
            .WithRequestMapping<OldOrder, NewOrder>(static (old, _) => OrderContracts.Map(old)));
        var rival = await StartAsync(app => app.MapPost(Path, static context => HandWritten.MapRequestAsync(context, DrainAsync)));
        return Create(ours, rival, PreparePost, "");
    }

    public static async Task<IQuestion> CreateForResponseAsync()
    {
        var ours = await StartAsync(app => app.MapGet(Path, (RequestDelegate)SendAsync)
            .WithResponseMapping<OldOrder, NewOrder>(static (old, _) => OrderContracts.Map(old)));
        var rival = await StartAsync(app => app.MapGet(Path, static context => HandWritten.MapResponseAsync(context, SendAsync)));
        return Create(ours, rival, Prepare, Encoding.UTF8.GetString(NewJson));
    }

    private static Question Create(BenchHost ours, BenchHost rival, Action<IncomingRequest, int> prepare, string body) => new()
    {
        Ours = ours.Variant("typed mapping", prepare, host => host.Ask(prepare).Differs(StatusCodes.Status200OK, body)),
        Rival = rival.Variant("by hand", prepare, host => host.Ask(prepare).Differs(StatusCodes.Status200OK, body)),
        Goal = new Goal(1.1, AllocationGoal.AtMostOnTop(0)),
        Hosts = [ours, rival],
    };

    private static Task<BenchHost> StartAsync(Func<WebApplication, IEndpointConventionBuilder> map) => BenchHost.StartAsync(
        services =>
        {
            services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, OrderJson.Default));
            services.AddApiGateway(options => options.RequestId.Enabled = false);
        },
        app => map(app));

    private static void Prepare(IncomingRequest request, int caller)
    {
        request.Path = Path;
        request.RawTarget = Path;
    }

    private static void PreparePost(IncomingRequest request, int caller)
    {
        Prepare(request, caller);
        request.Method = HttpMethods.Post;
        request.BodyPipe.Reset(OrderContracts.OldJson);
        request.Headers.ContentType = "application/json";
        request.Headers.ContentLength = OrderContracts.OldJson.Length;
    }

    /// <summary>A handler that reads its body, and says so where that is not the mapped one.</summary>
    private static Task DrainAsync(HttpContext context)
    {
        var bytes = _drain ??= new byte[NewJson.Length + 1];
        var length = context.Request.Body.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (!bytes.AsSpan(0, length).SequenceEqual(NewJson) || context.Request.ContentLength != length)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
        }

        return Task.CompletedTask;
    }

    private static Task SendAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.Body.WriteAsync(OrderContracts.OldJson, context.RequestAborted).AsTask();
    }
}
