using Gateway.Benchmarks.Compare;
using Gateway.Benchmarks.Hosts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Benchmarks.Questions;

/// <summary>What one mapped header adds to an endpoint that runs through the gateway.</summary>
internal static class MappingHeader
{
    private const string Target = "X-Caller";
    private const string Source = "method.request.header." + Callers.KeyHeader;
    private const string EchoPath = "/echo";

    public static Task<IQuestion> CreateForRequestAsync() => CreateAsync(
        endpoint => endpoint.WithRequestParameters(map => map.Header(Target, Source)),
        host => host.Ask(PrepareEcho).Differs(StatusCodes.Status200OK, Callers.HeaderValues[0].ToString()));

    public static Task<IQuestion> CreateForResponseAsync() => CreateAsync(
        endpoint => endpoint.WithResponseParameters(map => map.Header(Target, "'mapped'")),
        host => host.Ask(Orders.Prepare).Headers[Target] == "mapped" ? null : $"{Target} is missing");

    private static async Task<IQuestion> CreateAsync(Action<RouteHandlerBuilder> map, Func<BenchHost, string?> check)
    {
        var mapped = await StartAsync(map);
        var unmapped = await StartAsync(endpoint => endpoint.WithStage("bench"));
        var bare = await PlainHosts.BareAsync();
        return new Question
        {
            Ours = mapped.Variant("a mapped header", Orders.Prepare, host => Orders.Check(host) ?? check(host)),
            Without = unmapped.Variant("the gateway without it", Orders.Prepare, Orders.Check),
            Rival = bare.Variant("the bare endpoint", Orders.Prepare, Orders.Check),
            Goal = new Goal(0.05, AllocationGoal.ExactlyOnTop(0)),
            Hosts = [mapped, unmapped, bare],
        };
    }

    private static Task<BenchHost> StartAsync(Action<RouteHandlerBuilder> map) => BenchHost.StartAsync(
        services => services.AddApiGateway(options => options.RequestId.Enabled = false).AddStage("bench", _ => { }),
        app =>
        {
            map(Orders.Map(app).Orders);
            map(app.MapGet(EchoPath, (HttpContext context) => context.Request.Headers[Target].ToString()));
        });

    private static void PrepareEcho(IncomingRequest request, int caller)
    {
        Orders.Prepare(request, 0);
        request.Path = EchoPath;
        request.RawTarget = EchoPath;
    }
}
