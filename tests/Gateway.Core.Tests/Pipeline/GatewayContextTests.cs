using Gateway.Core.ApiKeys;
using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Rejections;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.Pipeline;

public class GatewayContextTests
{
    [Fact]
    public async Task Caller_ReadByOuterMiddlewareAfterNext_IsTheCaller()
    {
        var seen = new TaskCompletionSource<GatewayCaller?>();
        await using var app = await StartAsync(app => app.Use(async (context, next) =>
        {
            Assert.False(context.TryGetGateway(out _));
            await next(context);
            seen.SetResult(context.GetGateway().Caller);
        }));

        await app.AskAsync("/orders", TestKeys.Alice);

        var caller = await seen.Task.InTime();
        Assert.Equal(("alice", "free", "Alice Inc.", "gold"), (caller!.Id, caller.Plan, caller.Name, caller.Tags["tier"]));
    }

    [Fact]
    public async Task Rejection_ReadByOuterMiddlewareAfterNext_IsTheReason()
    {
        var seen = new TaskCompletionSource<(RejectionReason?, RejectionDetail?)>();
        await using var app = await StartAsync(app => app.Use(async (context, next) =>
        {
            await next(context);
            seen.SetResult((context.GetGateway().Rejection, context.GetGateway().RejectionDetail));
        }));

        await app.AskAsync("/orders");

        var (reason, detail) = await seen.Task.InTime();
        Assert.Same(RejectionReason.ApiKeyInvalid, reason);
        Assert.Equal(new ApiKeyRejection(ApiKeyFailure.Missing, Key: null), detail);
    }

    [Fact]
    public async Task EveryMember_AfterTheResponseIsComplete_ThrowsObjectDisposed()
    {
        var completed = new TaskCompletionSource();
        GatewayContext kept = default;
        await using var app = await StartAsync(app => app.Use(async (context, next) =>
        {
            // Callbacks run last in, first out: this one runs after all of the gateway's.
            context.Response.OnCompleted(() =>
            {
                completed.SetResult();
                return Task.CompletedTask;
            });
            await next(context);
            kept = context.GetGateway();
            Assert.Equal("alice", kept.Caller!.Id);
        }));

        await app.AskAsync("/orders", TestKeys.Alice);
        await completed.Task.InTime();

        AssertDisposed(kept);
    }

    [Fact]
    public void EveryMember_OfDefault_ThrowsObjectDisposed() => AssertDisposed(default);

    [Fact]
    public async Task TryGetGateway_InACallbackAfterTheGatewaysEnd_FindsNothing()
    {
        var found = new TaskCompletionSource<bool>();
        await using var app = await StartAsync(app => app.Use((context, next) =>
        {
            context.Response.OnCompleted(() =>
            {
                found.SetResult(context.TryGetGateway(out _));
                return Task.CompletedTask;
            });
            return next(context);
        }));

        await app.AskAsync("/orders", TestKeys.Alice);

        Assert.False(await found.Task.InTime());
    }

    [Fact]
    public async Task Caller_InACompletionCallbackOfTheHandler_IsTheCaller()
    {
        var seen = new TaskCompletionSource<string?>();
        await using var app = await GatewayApp.StartAsync(ThreeFeatures.Add, app => app.MapGet("/orders", (HttpContext context) =>
            context.Response.OnCompleted(() =>
            {
                seen.SetResult(context.GetGateway().Caller?.Id);
                return Task.CompletedTask;
            })).WithThreeFeatures());

        await app.AskAsync("/orders", TestKeys.Alice);

        Assert.Equal("alice", await seen.Task.InTime());
    }

    [Fact]
    public async Task RejectAsync_NoReason_Throws()
    {
        Exception? thrown = null;
        await using var app = await GatewayApp.StartAsync(ThreeFeatures.Add, app => app
            .MapGet("/orders", async (HttpContext context) => thrown = await Record.ExceptionAsync(() => context.GetGateway().RejectAsync(null!)))
            .WithStage("prod"));

        await app.AskAsync("/orders");

        Assert.Equal("reason", Assert.IsType<ArgumentNullException>(thrown).ParamName);
    }

    private static void AssertDisposed(GatewayContext gateway)
    {
        Assert.Throws<ObjectDisposedException>(() => gateway.HttpContext);
        Assert.Throws<ObjectDisposedException>(() => gateway.Endpoint);
        Assert.Throws<ObjectDisposedException>(() => gateway.Stage);
        Assert.Throws<ObjectDisposedException>(() => gateway.Caller);
        Assert.Throws<ObjectDisposedException>(() => gateway.RequestId);
        Assert.Throws<ObjectDisposedException>(() => gateway.Rejection);
        Assert.Throws<ObjectDisposedException>(() => gateway.RejectionDetail);
        Assert.Throws<ObjectDisposedException>(() => { _ = gateway.RejectAsync(RejectionReason.RateExceeded); });
    }

    private static Task<GatewayApp> StartAsync(Action<WebApplication> use) => GatewayApp.StartAsync(
        gateway =>
        {
            ThreeFeatures.Add(gateway);
            gateway.AddApiKey("alice", key => key.Name("Alice Inc.").Tag("tier", "gold"));
        },
        app =>
        {
            use(app);
            app.MapGet("/orders", ThreeFeatures.Describe).WithThreeFeatures();
        });
}
