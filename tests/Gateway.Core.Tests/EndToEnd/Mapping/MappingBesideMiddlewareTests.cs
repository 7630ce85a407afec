using System.IO.Compression;
using System.Net;
using System.Text;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Xunit;
using Old = Gateway.Core.Tests.EndToEnd.Mapping.TypedMappingTests.Old;
using Placed = Gateway.Core.Tests.EndToEnd.Mapping.TypedMappingTests.Placed;
using Receipt = Gateway.Core.Tests.EndToEnd.Mapping.TypedMappingTests.Receipt;

namespace Gateway.Core.Tests.EndToEnd.Mapping;

/// <summary>Mapped responses through what stands outside, and over HTTP/2.</summary>
public class MappingBesideMiddlewareTests
{
    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Get_ResponseCompression_CompressesTheMappedBody(string encoding)
    {
        await using var app = await GatewayApp.StartAsync(
            _ => { },
            app =>
            {
                app.UseResponseCompression();
                app.MapGet("/", () => new Placed(1, new string('a', 5_000), 1))
                    .WithResponseMapping<Placed, Receipt>((placed, _) => new Receipt(placed.Item))
                    .WithResponseParameters(map => map.Header("X-Id", "integration.response.body.id"));
            },
            builder => builder.Services.AddResponseCompression());
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.AcceptEncoding.ParseAdd(encoding);

        using var response = await app.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var bytes = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

        Assert.Equal(encoding, Assert.Single(response.Content.Headers.ContentEncoding));
        Assert.True(bytes.Length < 1_000);
        Assert.Equal("1", response.Headers.GetValues("X-Id").Single());
        Assert.Equal($$"""{"text":"{{new string('a', 5_000)}}"}""", Decode(encoding, bytes));
    }

    [Fact]
    public async Task Get_HandlerThatCompressesByItself_IsNotMapped()
    {
        await using var app = await MappedApp.StartAsync(app => app.MapGet("/", (HttpContext context) =>
            {
                context.Response.Headers.ContentEncoding = "gzip";
                return Results.Bytes(Encoded.As("gzip", "{}"u8.ToArray()), "application/json");
            })
            .WithResponseMapping<Placed, Receipt>((placed, _) => new Receipt(placed.Item)));

        var answer = await app.AskAsync("/");

        Assert.Equal(("500 mapping_failed", null), (answer.Summarize(), answer["Content-Encoding"]));
    }

    [Fact]
    public async Task Post_OverHttp2_IsMappedBothWays()
    {
        await using var app = await GatewayApp.StartAsync(
            _ => { },
            app => app.MapPost("/", (Old order) => new Placed(7, order.Name, order.Pieces))
                .WithRequestMapping<Old, Old>((old, _) => old with { Pieces = old.Pieces + 1 })
                .WithResponseMapping<Placed, Receipt>((placed, _) => new Receipt($"{placed.Count} {placed.Item}"))
                .WithResponseParameters(map => map.Header("x-id", "integration.response.body.id")),
            protocols: HttpProtocols.Http2);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new StringContent($$"""{"name":"{{new string('x', 200_000)}}","pieces":1}""", Encoding.UTF8, "application/json"),
        };

        using var response = await app.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal($$"""{"text":"2 {{new string('x', 200_000)}}"}""", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("7", response.Headers.GetValues("x-id").Single());
    }

    private static string Decode(string encoding, byte[] bytes)
    {
        using var encoded = new MemoryStream(bytes);
        using Stream decoder = encoding == "gzip" ? new GZipStream(encoded, CompressionMode.Decompress) : new BrotliStream(encoded, CompressionMode.Decompress);
        using var reader = new StreamReader(decoder);
        return reader.ReadToEnd();
    }
}
