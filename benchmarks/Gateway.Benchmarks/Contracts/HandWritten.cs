using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Gateway.Benchmarks.Contracts;

/// <summary>What a team writes that maps one contract itself, carefully: no reflection, no copies that can be spared, writer and buffer kept.</summary>
internal static class HandWritten
{
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    /// <summary>Deserialises the request's body, maps it, and puts it, serialised, in the body's place.</summary>
    public static async Task MapRequestAsync(HttpContext context, RequestDelegate handler)
    {
        var request = context.Request;
        var read = await request.BodyReader.ReadAtLeastAsync((int)request.ContentLength!, context.RequestAborted);
        var mapped = OrderContracts.Map(Read(read.Buffer));
        request.BodyReader.AdvanceTo(read.Buffer.End);
        var bytes = Write(mapped).ToArray();
        request.Body = new MemoryStream(bytes);
        request.ContentLength = bytes.Length;
        request.ContentType = "application/json";
        await handler(context);
    }

    /// <summary>Holds back what the handler writes, deserialises it, maps it, and writes it to the response.</summary>
    public static async Task MapResponseAsync(HttpContext context, RequestDelegate handler)
    {
        var response = context.Response;
        var body = response.Body;
        using var held = new MemoryStream();
        response.Body = held;
        await handler(context);
        response.Body = body;
        var mapped = OrderContracts.Map(JsonSerializer.Deserialize(held.GetBuffer().AsSpan(0, (int)held.Length), OrderJson.Default.OldOrder)!);
        var bytes = Write(mapped);
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    private static OldOrder Read(ReadOnlySequence<byte> json)
    {
        if (json.IsSingleSegment)
        {
            return JsonSerializer.Deserialize(json.FirstSpan, OrderJson.Default.OldOrder)!;
        }

        var reader = new Utf8JsonReader(json);
        return JsonSerializer.Deserialize(ref reader, OrderJson.Default.OldOrder)!;
    }

    private static ReadOnlyMemory<byte> Write(NewOrder order)
    {
        var buffer = _buffer ??= new ArrayBufferWriter<byte>();
        buffer.ResetWrittenCount();
        var writer = _writer ??= new Utf8JsonWriter(buffer);
        writer.Reset(buffer);
        JsonSerializer.Serialize(writer, order, OrderJson.Default.NewOrder);
        writer.Flush();
        return buffer.WrittenMemory;
    }
}
