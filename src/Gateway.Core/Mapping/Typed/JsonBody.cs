using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Gateway.Core.Pipeline.Documents;

namespace Gateway.Core.Mapping.Typed;

/// <summary>Reads a body into a type, by the endpoint's own JSON options.</summary>
internal static class JsonBody
{
    /// <exception cref="JsonException">It is no JSON, or none of that type.</exception>
    public static T? Read<T>(in ReadOnlySequence<byte> json, JsonTypeInfo<T> type)
    {
        if (json.IsSingleSegment)
        {
            var bytes = json.FirstSpan;
            return JsonSerializer.Deserialize(bytes.StartsWith(JsonText.ByteOrderMark) ? bytes[JsonText.ByteOrderMark.Length..] : bytes, type);
        }

        return ReadSegments(json, type);
    }

    private static T? ReadSegments<T>(in ReadOnlySequence<byte> json, JsonTypeInfo<T> type)
    {
        var mark = new SequenceReader<byte>(json);
        mark.IsNext(JsonText.ByteOrderMark, advancePast: true);
        var options = type.Options;
        var reader = new Utf8JsonReader(mark.UnreadSequence, new JsonReaderOptions
        {
            AllowTrailingCommas = options.AllowTrailingCommas,
            CommentHandling = options.ReadCommentHandling,
            MaxDepth = options.MaxDepth,
        });
        var value = JsonSerializer.Deserialize(ref reader, type);

        // The serializer stops behind the value; reading on throws at whatever is not white space.
        reader.Read();
        return value;
    }
}
