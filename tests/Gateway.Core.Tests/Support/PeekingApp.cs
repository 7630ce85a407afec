using System.IO.Pipelines;
using Gateway.Core.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Core.Tests.Support;

/// <summary>An app whose endpoints look at the body first and then bind it in every way that ASP.NET Core has.</summary>
internal sealed class PeekingApp : IAsyncDisposable
{
    public const int MaxWireBytes = 250_000;
    public const int MaxDecodedBytes = 200_000;

    private PeekingApp(GatewayApp app, HttpProtocols protocols)
    {
        App = app;
        Requests = new EncodedRequests(app, protocols);
        Pool = app.Services.GetRequiredService<CountingPool>();
        Log = app.Services.GetRequiredService<PeekingStepLog>();
    }

    public GatewayApp App { get; }

    public EncodedRequests Requests { get; }

    public CountingPool Pool { get; }

    public PeekingStepLog Log { get; }

    public static async Task<PeekingApp> StartAsync(
        HttpProtocols protocols = HttpProtocols.Http1, Action<WebApplication>? map = null, Peeking? peeking = null,
        Action<IApiGatewayBuilder>? gateway = null) => new(
        await GatewayApp.StartAsync(
            builder =>
            {
                gateway?.Invoke(builder);
                builder.AddStep<PeekingStepFactory>().Services.AddSingleton<CountingPool>().AddSingleton<PeekingStepLog>();
            },
            app =>
            {
                map?.Invoke(app);
                Map(app, peeking ?? new Peeking(MaxWireBytes, MaxDecodedBytes));
                if (gateway is not null)
                {
                    app.MapPost("/signed", (Stream body, HttpContext context) => AnswerAsync(context, body.CopyToAsync))
                        .RequireSignature().WithGatewayMetadata(peeking ?? new Peeking(MaxWireBytes, MaxDecodedBytes));
                }
            },
            builder =>
            {
                builder.Services.AddRequestDecompression();
                OnlyControllers.Add(builder.Services, typeof(NamesController));
            },
            protocols),
        protocols);

    private static void Map(WebApplication app, Peeking peeking)
    {
        app.MapPost("/json", (Named named) => named.Name).WithGatewayMetadata(peeking);
        app.MapControllers().WithGatewayMetadata(peeking);
        app.MapPost("/form", (IFormCollection form) => form["name"].ToString()).DisableAntiforgery().WithGatewayMetadata(peeking);
        app.MapPost("/stream", (Stream body, HttpContext context) => AnswerAsync(context, body.CopyToAsync)).WithGatewayMetadata(peeking);
        app.MapPost("/pipe", (PipeReader body, HttpContext context) => AnswerAsync(context, body.CopyToAsync)).WithGatewayMetadata(peeking);
        app.MapPost("/context", context => AnswerAsync(context, context.Request.Body.CopyToAsync)).WithGatewayMetadata(peeking);
        app.MapPost("/failing", string () => throw new InvalidOperationException("The handler fails.")).WithGatewayMetadata(peeking);
        app.MapPost("/unread", () => "unread").WithGatewayMetadata(peeking);
    }

    /// <summary>The handler's view of the headers that describe the body, and its bytes.</summary>
    private static Task AnswerAsync(HttpContext context, Func<Stream, CancellationToken, Task> copyTo)
    {
        var headers = context.Request.Headers;
        context.Response.Headers["x-seen"] =
            $"{headers.ContentEncoding}|{headers.ContentLength}|{headers.TransferEncoding}";
        return copyTo(context.Response.Body, context.RequestAborted);
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();
}

internal sealed record Named(string Name);
