using System.IO.Compression;
using System.IO.Pipelines;
using System.Net;
using System.Text;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd.Validation;

/// <summary>Every kind of handler binds the bytes that were validated.</summary>
public class ValidatedBodyBindingTests
{
    public static TheoryData<HttpProtocols, string, bool, int> Cases
    {
        get
        {
            var cases = new TheoryData<HttpProtocols, string, bool, int>();
            foreach (var protocol in new[] { HttpProtocols.Http1, HttpProtocols.Http2 })
            {
                foreach (var path in new[] { "/bound", "/stream", "/pipe", "/mvc" })
                {
                    cases.Add(protocol, path, false, 10);
                    cases.Add(protocol, path, false, 100_000);
                    cases.Add(protocol, path, true, 100_000);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Post_ValidBody_IsBoundWhole(HttpProtocols protocol, string path, bool isEncoded, int length)
    {
        await using var app = await StartAsync(protocol);
        var text = new string('x', length);

        var (status, body) = await PostAsync(app, protocol, path, $$"""{"text":"{{text}}"}""", isEncoded);

        Assert.Equal((200, $"{length}"), (status, body));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Post_InvalidBody_NeverReachesTheHandler(HttpProtocols protocol, string path, bool isEncoded, int length)
    {
        await using var app = await StartAsync(protocol);

        var (status, body) = await PostAsync(app, protocol, path, $$"""{"text":"{{new string('x', length)}}","more":1}""", isEncoded);

        Assert.Equal(400, status);
        Assert.Contains("\"pointer\":\"/more\"", body, StringComparison.Ordinal);
    }

    private static async Task<(int Status, string Body)> PostAsync(GatewayApp app, HttpProtocols protocol, string path, string body, bool isEncoded)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Version = protocol == HttpProtocols.Http2 ? HttpVersion.Version20 : HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(isEncoded ? Compress(body) : Encoding.UTF8.GetBytes(body)),
        };
        request.Content.Headers.ContentType = new("application/json");
        if (isEncoded)
        {
            request.Content.Headers.ContentEncoding.Add("gzip");
        }

        using var response = await app.Client.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private static byte[] Compress(string text)
    {
        using var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return output.ToArray();
    }

    private static Task<GatewayApp> StartAsync(HttpProtocols protocol) => GatewayApp.StartAsync(
        _ => { },
        app =>
        {
            var group = app.MapGroup("").WithRequestSchema("""{"properties":{"text":{"type":"string"}},"additionalProperties":false}""");
            group.MapPost("/bound", (Note note) => $"{note.Text.Length}");
            group.MapPost("/stream", async (Stream body) => $"{(await ReadAsync(body)).Text.Length}");
            group.MapPost("/pipe", async (PipeReader body) => $"{(await ReadAsync(body.AsStream())).Text.Length}");
            app.MapControllers().WithRequestSchema();
        },
        builder => OnlyControllers.Add(builder.Services, typeof(NotesController)),
        protocol);

    private static async Task<Note> ReadAsync(Stream body) =>
        (await System.Text.Json.JsonSerializer.DeserializeAsync<Note>(body, System.Text.Json.JsonSerializerOptions.Web))!;

    internal sealed record Note(string Text);

    [ApiController]
    public sealed class NotesController : ControllerBase
    {
        [HttpPost("/mvc")]
        public string Post([FromBody] NoteModel note) => $"{note.Text.Length}";
    }

    public sealed class NoteModel
    {
        public string Text { get; set; } = "";
    }
}
