using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd;

public class ReexecutionTests
{
    [Fact]
    public async Task UseExceptionHandler_PathWithAPlanOfItsOwn_ChargesOnceAndKeepsTheRequestId()
    {
        await using var app = await StartAsync(app => app.UseExceptionHandler("/error"));

        var answer = await app.AskAsync("/throws", TestKeys.Alice);

        Assert.Equal((500, "error page for alice"), (answer.Status, answer.Body));
        Assert.Equal((1L, 1), (app.GetUsed(), app.GetOwnRuns()));
        Assert.True(Guid.TryParse(answer["x-request-id"], out _));
    }

    [Fact]
    public async Task UseExceptionHandler_Delegate_SeesTheCallerAndKeepsTheRequestId()
    {
        await using var app = await StartAsync(app => app.UseExceptionHandler(handler => handler.Run(context =>
            context.Response.WriteAsync($"{context.GetGateway().Caller!.Id} {context.GetGateway().RequestId}"))));

        var answer = await app.AskAsync("/throws", TestKeys.Alice);

        Assert.Equal((500, $"alice {answer["x-request-id"]}"), (answer.Status, answer.Body));
        Assert.Equal((1L, 1), (app.GetUsed(), app.GetOwnRuns()));
    }

    [Fact]
    public async Task UseStatusCodePagesWithReExecute_PageWithAPlanOfItsOwn_ChargesOnce()
    {
        await using var app = await StartAsync(app => app.UseStatusCodePagesWithReExecute("/error"));

        var answer = await app.AskAsync("/missing", TestKeys.Alice);

        Assert.Equal((404, "error page for alice"), (answer.Status, answer.Body));
        Assert.Equal((1L, 1), (app.GetUsed(), app.GetOwnRuns()));
    }

    [Fact]
    public async Task UseStatusCodePagesWithReExecute_RefusedRequest_IsCountedOnce()
    {
        await using var app = await StartAsync(app => app.UseStatusCodePagesWithReExecute("/error"));
        using var counter = new RejectionCounter(app);

        var answer = await app.AskAsync("/missing");

        Assert.Equal(401, answer.Status);
        Assert.Equal(["gateway.stage=prod gateway.route=GET /missing gateway.reason=api_key_invalid"], counter.Counted);
        Assert.Equal((0L, 0), (app.GetUsed(), app.GetOwnRuns()));
    }

    [Fact]
    public async Task ErrorPage_CalledDirectly_IsCheckedLikeAnyEndpoint()
    {
        await using var app = await StartAsync(app => app.UseExceptionHandler("/error"));

        Assert.Equal(401, (await app.AskAsync("/error")).Status);
        Assert.Equal(200, (await app.AskAsync("/error", TestKeys.Alice)).Status);
        Assert.Equal(1, app.GetUsed());
    }

    [Fact]
    public async Task ErrorPage_AfterAFailureOutsideTheGateway_IsCheckedAfresh()
    {
        await using var app = await StartAsync(app => app.UseExceptionHandler("/error"));

        var answer = await app.AskAsync("/plain-throws");

        Assert.DoesNotContain("error page", answer.Body, StringComparison.Ordinal);
        Assert.Equal(401, answer.Status);
    }

    [Fact]
    public async Task HomeMadeMiddleware_RunsARefusedEndpointAgain_DoesNotLetItThrough()
    {
        await using var app = await StartAsync(app => app.Use(async (context, next) =>
        {
            await next(context);
            if (context.Response.StatusCode == 401 && !context.Response.HasStarted)
            {
                await next(context);
            }
        }), onHead: true);

        var answer = await app.SendAsync("HEAD", "/served");

        Assert.Equal((401, null), (answer.Status, answer["x-served"]));
        Assert.Equal((0L, 0), (app.GetUsed(), app.GetOwnRuns()));
    }

    [Fact]
    public async Task HomeMadeMiddleware_RunsAServedEndpointAgain_ChargesForEachRun()
    {
        await using var app = await StartAsync(app => app.Use(async (context, next) =>
        {
            await next(context);
            await next(context);
        }), onHead: true);

        var answer = await app.SendAsync("HEAD", "/served", ("x-api-key", TestKeys.Alice));

        Assert.Equal((200, "2"), (answer.Status, answer["x-served"]));
        Assert.Equal((2L, 2), (app.GetUsed(), app.GetOwnRuns()));
    }

    [Fact]
    public async Task HomeMadeMiddleware_RunsAnotherEndpointAfterAnOpenOne_ChecksItAfresh()
    {
        await using var app = await StartAsync(app => app.Use(async (context, next) =>
        {
            await next(context);
            var other = context.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints
                .OfType<RouteEndpoint>().Single(endpoint => endpoint.RoutePattern.RawText == "/served");
            context.SetEndpoint(other);
            await other.RequestDelegate!(context);
        }), onHead: true);

        var refused = await app.SendAsync("HEAD", "/open");
        Assert.Equal((401, null), (refused.Status, refused["x-served"]));

        var served = await app.SendAsync("HEAD", "/open", ("x-api-key", TestKeys.Alice));
        Assert.Equal((200, "1"), (served.Status, served["x-served"]));
        Assert.Equal((1L, 1), (app.GetUsed(), app.GetOwnRuns()));
    }

    [Fact]
    public async Task HomeMadeMiddleware_RunsAnotherEndpoint_KeepsOneRequestId()
    {
        await using var app = await StartAsync(app => app.Use(async (context, next) =>
        {
            await next(context);
            var first = context.GetGateway().RequestId;
            var other = context.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints
                .OfType<RouteEndpoint>().Single(endpoint => endpoint.RoutePattern.RawText == "/served");
            await other.RequestDelegate!(context);
            context.Response.Headers["x-ids"] = $"{first} {context.GetGateway().RequestId}";
        }), onHead: true);

        var answer = await app.SendAsync("HEAD", "/open", ("x-api-key", TestKeys.Alice));

        Assert.Equal($"{answer["x-request-id"]} {answer["x-request-id"]}", answer["x-ids"]);
    }

    private static Task<GatewayApp> StartAsync(Action<WebApplication> use, bool onHead = false) => GatewayApp.StartAsync(ThreeFeatures.Add, app =>
    {
        use(app);
        app.UseRouting();
        app.MapGet("/throws", string () => throw new InvalidOperationException("The handler failed.")).WithThreeFeatures();
        app.MapGet("/plain-throws", string () => throw new InvalidOperationException("The handler failed."));
        app.MapGet("/missing", () => Results.NotFound()).WithThreeFeatures();
        app.MapGet("/error", (HttpContext context) => $"error page for {context.GetGateway().Caller?.Id}").WithThreeFeatures();
        if (onHead)
        {
            // Answers without a body do not start the response, so that it can run again.
            app.MapMethods("/open", ["HEAD"], () => { }).WithStage("prod");
            app.MapMethods("/served", ["HEAD"], (HttpContext context) =>
            {
                var times = int.Parse(context.Response.Headers["x-served"].FirstOrDefault() ?? "0", System.Globalization.CultureInfo.InvariantCulture);
                context.Response.Headers["x-served"] = $"{times + 1}";
            }).WithThreeFeatures();
        }
    });
}
