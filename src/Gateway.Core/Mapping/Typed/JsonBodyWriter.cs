using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Gateway.Core.Pipeline.Bodies;
using Microsoft.Extensions.ObjectPool;

namespace Gateway.Core.Mapping.Typed;

/// <summary>Writes a type by the endpoint's own JSON options, with writers that are used again.</summary>
internal sealed class JsonBodyWriter<T>(JsonTypeInfo<T> type)
{
    private readonly DefaultObjectPool<Utf8JsonWriter> _writers = new(new Policy(type.Options));

    public void Write(T value, PooledBytes destination)
    {
        var writer = _writers.Get();
        writer.Reset(destination);
        JsonSerializer.Serialize(writer, value, type);
        writer.Flush();
        _writers.Return(writer);
    }

    private sealed class Policy(JsonSerializerOptions options) : IPooledObjectPolicy<Utf8JsonWriter>
    {
        public Utf8JsonWriter Create() => new(new ArrayBufferWriter<byte>(), new JsonWriterOptions
        {
            Encoder = options.Encoder,
            Indented = options.WriteIndented,
            IndentCharacter = options.IndentCharacter,
            IndentSize = options.IndentSize,
            NewLine = options.NewLine,
            MaxDepth = options.MaxDepth,

            // The serializer writes nothing that would need to be looked at.
            SkipValidation = true,
        });

        public bool Return(Utf8JsonWriter writer) => true;
    }
}
