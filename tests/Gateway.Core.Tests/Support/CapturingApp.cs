using System.Buffers;
using System.Net;
using System.Text;
using System.Text.Json;
using Gateway.Core.Pipeline.Responses;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace Gateway.Core.Tests.Support;

/// <summary>
/// An app that answers in every way that ASP.NET Core has: under <c>/bare</c> as it is, under <c>/held</c> with a step that holds the
/// response back, under <c>/nested</c> with two of them, under <c>/replaced</c> with one that sends something else.
/// </summary>
internal sealed class CapturingApp : IAsyncDisposable
{
    public const string Replacement = "replaced";
    public const int FileLength = 20_000;
    private static readonly string[] GetOrHead = ["GET", "HEAD"];
    private static readonly int[] Numbers = [.. Enumerable.Range(0, 2_000)];

    private readonly Version _version;
    private readonly string _file;

    private CapturingApp(GatewayApp app, HttpProtocols protocols, string file)
    {
        App = app;
        _version = protocols == HttpProtocols.Http2 ? HttpVersion.Version20 : HttpVersion.Version11;
        _file = file;
        Pool = app.Services.GetRequiredService<CountingPool>();
        Log = app.Services.GetRequiredService<CapturingLog>();
    }

    /// <summary>The ways to answer, by path.</summary>
    public static IEnumerable<string> Paths =>
    [
        "stream", "pipe", "mixed", "started", "text", "value", "json", "many", "late", "bytes", "file", "file-part", "from-stream", "empty",
        "not-found", "nothing", "not-modified", "reset", "length", "object", "action-file", "action-nothing",
    ];

    public GatewayApp App { get; }

    public CountingPool Pool { get; }

    public CapturingLog Log { get; }

    public static async Task<CapturingApp> StartAsync(
        HttpProtocols protocols = HttpProtocols.Http1, Action<WebApplication>? map = null, Action<WebApplicationBuilder>? configure = null)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllBytesAsync(file, EncodedRequests.CreateBytes(FileLength));
        return new(
            await GatewayApp.StartAsync(
                gateway => gateway.AddStep<CapturingStepFactory>().Services.AddSingleton<CountingPool>().AddSingleton<CapturingLog>(),
                app =>
                {
                    map?.Invoke(app);
                    Map(app, file);
                },
                builder =>
                {
                    OnlyControllers.Add(builder.Services, typeof(ResponsesController));
                    configure?.Invoke(builder);
                },
                protocols),
            protocols,
            file);
    }

    public async Task<CapturedReply> SendAsync(string path, string method = "GET", string? range = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path)
        {
            Version = _version,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        if (range is not null)
        {
            request.Headers.TryAddWithoutValidation("Range", range);
        }

        using var response = await App.Client.SendAsync(request).InTime();
        return new CapturedReply(
            (int)response.StatusCode,
            await response.Content.ReadAsByteArrayAsync().InTime(),
            response.Headers.Concat(response.Content.Headers).Where(header => header.Key != "Date")
                .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase),
            response.TrailingHeaders.ToDictionary(header => header.Key, header => string.Join(", ", header.Value)));
    }

    public async Task<HttpResponseMessage> OpenAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Version = _version, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        return await App.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).InTime();
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        File.Delete(_file);
    }

    private static void Map(WebApplication app, string file)
    {
        MapAll(app.MapGroup("/bare"), file);
        MapAll(app.MapGroup("/held"), file).WithGatewayMetadata(new Capturing());
        MapAll(app.MapGroup("/nested"), file).WithGatewayMetadata(new Capturing(Overflow: ResponseOverflow.PassThrough))
            .WithGatewayMetadata(new Capturing(50_000));
        MapAll(app.MapGroup("/replaced"), file).WithGatewayMetadata(new Capturing(Replacement: Replacement));
    }

    private static RouteGroupBuilder MapAll(RouteGroupBuilder group, string file)
    {
        void Map(string path, Delegate handler) => group.MapMethods(path, GetOrHead, handler);

        Map("/stream", async (HttpContext context) =>
        {
            foreach (var chunk in EncodedRequests.CreateBytes(30_000).Chunk(700))
            {
                await context.Response.Body.WriteAsync(chunk);
                await context.Response.Body.FlushAsync();
            }
        });
        Map("/pipe", async (HttpContext context) =>
        {
            foreach (var chunk in EncodedRequests.CreateBytes(30_000).Chunk(700))
            {
                context.Response.BodyWriter.Write(chunk);
            }

            await context.Response.BodyWriter.FlushAsync();
            context.Response.BodyWriter.Write("end"u8);
        });
        Map("/mixed", async (HttpContext context) =>
        {
            await context.Response.Body.WriteAsync("a"u8.ToArray());
            context.Response.BodyWriter.Write("b"u8);
            await context.Response.BodyWriter.FlushAsync();
            await context.Response.WriteAsync("c");
            await context.Response.CompleteAsync();
        });
        Map("/started", async (HttpContext context) =>
        {
            context.Response.Headers["x-own"] = "1";
            context.Response.OnStarting(() =>
            {
                context.Response.Headers["x-starting"] = "2";
                return Task.CompletedTask;
            });
            await context.Response.StartAsync();
            await context.Response.WriteAsync("started");
        });
        Map("/text", () => Results.Text("text", "text/plain", Encoding.Unicode));
        Map("/value", () => new Named("value"));
        Map("/json", () => Results.Json(Numbers, new JsonSerializerOptions { WriteIndented = true }, statusCode: 202));
        Map("/many", () => YieldAsync());
        Map("/late", async (HttpContext context) =>
        {
            await Task.Yield();
            await context.Response.WriteAsJsonAsync(Numbers);
        });
        Map("/bytes", () => Results.Bytes(
            EncodedRequests.CreateBytes(9_000), "image/png", enableRangeProcessing: true, entityTag: new EntityTagHeaderValue("\"tag\"")));
        Map("/file", () => Results.File(file, "image/png", enableRangeProcessing: true));
        Map("/file-part", (HttpContext context) => context.Response.SendFileAsync(file, 1_000, 2_000));
        Map("/from-stream", () => Results.Stream(new MemoryStream(EncodedRequests.CreateBytes(12_345)), "image/png"));
        Map("/empty", () => { });
        Map("/not-found", () => Results.NotFound());
        Map("/nothing", () => Results.NoContent());
        Map("/not-modified", (HttpContext context) =>
        {
            context.Response.Headers.ETag = "\"tag\"";
            context.Response.StatusCode = StatusCodes.Status304NotModified;
        });
        Map("/reset", () => Results.StatusCode(StatusCodes.Status205ResetContent));
        Map("/length", (HttpContext context) =>
        {
            context.Response.ContentLength = 5;
            return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.WriteAsync("12345");
        });
        group.MapControllers();
        return group;
    }

    private static async IAsyncEnumerable<int> YieldAsync()
    {
        foreach (var number in Numbers)
        {
            if (number % 100 == 0)
            {
                await Task.Yield();
            }

            yield return number;
        }
    }
}

internal sealed record CapturedReply(
    int Status, byte[] Body, IReadOnlyDictionary<string, string> Headers, IReadOnlyDictionary<string, string> Trailers)
{
    public string? this[string header] => Headers.GetValueOrDefault(header);

    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>What has to be the same with and without a step that holds the response back; how its length is told is not.</summary>
    public string Described => string.Join('\n', Headers.Where(header => header.Key is not ("Content-Length" or "Transfer-Encoding" or "X-Request-ID"))
        .OrderBy(header => header.Key, StringComparer.Ordinal).Select(header => $"{header.Key}: {header.Value}").Prepend($"{Status}"));
}
