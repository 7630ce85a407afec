using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Gateway.Core.Tests.Support;

/// <summary>Posts bodies as they are, with headers that say what they are.</summary>
internal sealed class EncodedRequests(GatewayApp app, HttpProtocols protocols)
{
    /// <summary>A JSON document of exactly so many bytes.</summary>
    public static byte[] CreateJson(int length) => JsonSerializer.SerializeToUtf8Bytes(new Named(new string('n', length - """{"Name":""}""".Length)));

    public static byte[] CreateBytes(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }

    public async Task<Reply> PostAsync(
        string path, byte[] wire, string? encoding = null, Framing framing = Framing.WithLength, string contentType = "application/json")
    {
        using var content = new Body(wire, framing);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        if (encoding is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Encoding", encoding.Split('|'));
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        request.Version = protocols == HttpProtocols.Http2 ? HttpVersion.Version20 : HttpVersion.Version11;
        using var response = await app.Client.SendAsync(request).InTime();
        return new Reply(
            (int)response.StatusCode,
            await response.Content.ReadAsByteArrayAsync().InTime(),
            response.Headers.ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase));
    }

    private sealed class Body(byte[] wire, Framing framing) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            var step = framing == Framing.ByteByByte ? 1 : Math.Max(1, wire.Length);
            for (var position = 0; position < wire.Length; position += step)
            {
                await stream.WriteAsync(wire.AsMemory(position, step));
                await stream.FlushAsync();
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = wire.Length;
            return framing == Framing.WithLength;
        }
    }
}

internal enum Framing
{
    WithLength,
    WithoutLength,
    ByteByByte,
}

internal sealed record Reply(int Status, byte[] Body, IReadOnlyDictionary<string, string> Headers)
{
    public string? this[string header] => Headers.GetValueOrDefault(header);

    public string Text => System.Text.Encoding.UTF8.GetString(Body);
}
