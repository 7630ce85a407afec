using Gateway.Core.Tests.Support;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd.Conventions;

public class GrpcConventionTests
{
    [Fact]
    public async Task MapGrpcService_GoodKey_RunsInStageAndAsCaller()
    {
        await using var app = await StartAsync();

        Assert.Equal("prod alice", await CallAsync(app, ("x-api-key", TestKeys.Alice)));
        Assert.Equal((1, 1L), (app.GetOwnRuns(), app.GetUsed()));
    }

    [Fact]
    public async Task MapGrpcService_NoKey_IsUnauthenticatedWithTheReasonsText()
    {
        await using var app = await StartAsync();

        var exception = await Assert.ThrowsAsync<RpcException>(() => CallAsync(app));

        Assert.Equal(StatusCode.Unauthenticated, exception.StatusCode);
        Assert.Equal("A valid API key is required.", exception.Status.Detail);
        Assert.Equal(0, app.GetOwnRuns());
    }

    [Fact]
    public async Task MapGrpcService_OwnStepRefuses_MapsThe409()
    {
        await using var app = await StartAsync();

        var exception = await Assert.ThrowsAsync<RpcException>(
            () => CallAsync(app, ("x-api-key", TestKeys.Alice), ("x-refuse", "yes")));

        Assert.Equal((StatusCode.InvalidArgument, "The own step refuses."), (exception.StatusCode, exception.Status.Detail));
        Assert.Equal(1, app.GetOwnRuns());
    }

    private static Task<GatewayApp> StartAsync() => GatewayApp.StartAsync(
        ThreeFeatures.Add,
        app => app.MapGrpcService<OrdersService>().WithThreeFeatures(),
        builder => builder.Services.AddGrpc(),
        HttpProtocols.Http2);

    private static async Task<string> CallAsync(GatewayApp app, params (string Name, string Value)[] headers)
    {
        using var channel = GrpcChannel.ForAddress(app.Address);
        var metadata = new Metadata();
        foreach (var (name, value) in headers)
        {
            metadata.Add(name, value);
        }

        var options = new CallOptions(metadata, deadline: DateTime.UtcNow + Patience.Limit);
        return await channel.CreateCallInvoker().AsyncUnaryCall(OrdersServiceBase.Method, host: null, options, "hello");
    }

    internal sealed class OrdersService : OrdersServiceBase
    {
        public override Task<string> Describe(string request, ServerCallContext context) =>
            Task.FromResult(ThreeFeatures.Describe(context.GetHttpContext()));
    }

    /// <summary>What code generated from a proto file looks like.</summary>
    [BindServiceMethod(typeof(OrdersServiceBase), nameof(Bind))]
    internal abstract class OrdersServiceBase
    {
        public static readonly Method<string, string> Method = new(
            MethodType.Unary, "test.Orders", "Describe", Marshallers.StringMarshaller, Marshallers.StringMarshaller);

        public static void Bind(ServiceBinderBase binder, OrdersServiceBase? service) =>
            binder.AddMethod(Method, service is null ? null : service.Describe);

        public abstract Task<string> Describe(string request, ServerCallContext context);
    }
}
