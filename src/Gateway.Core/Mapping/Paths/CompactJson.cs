using System.Text.Json;
using Gateway.Core.Pipeline.Documents;

namespace Gateway.Core.Mapping.Paths;

/// <summary>Writes a value of a document anew without its white space, comments and trailing commas, and with its escapes.</summary>
internal static class CompactJson
{
    /// <param name="json">Begins with a value that has been read before; what stands behind the value is not looked at.</param>
    /// <param name="reading">How it was read.</param>
    /// <param name="destination">As long as <paramref name="json"/>; what is written is never longer.</param>
    /// <returns>The length of what was written.</returns>
    public static int Write(ReadOnlySpan<byte> json, JsonReading reading, Span<byte> destination)
    {
        var reader = new Utf8JsonReader(json, PathWalker.GetOptions(reading, reading.MaxDepth));
        var written = 0;
        var needsComma = false;
        do
        {
            reader.Read();
            var isEnd = reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray;
            if (needsComma && !isEnd)
            {
                destination[written++] = (byte)',';
            }

            written += Write(ref reader, destination[written..]);
            needsComma = reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray or JsonTokenType.PropertyName);
        }
        while (reader.CurrentDepth > 0 || reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray);

        return written;
    }

    private static int Write(ref Utf8JsonReader reader, Span<byte> destination)
    {
        var text = reader.ValueSpan;
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName))
        {
            text.CopyTo(destination);
            return text.Length;
        }

        destination[0] = (byte)'"';
        text.CopyTo(destination[1..]);
        destination[text.Length + 1] = (byte)'"';
        if (reader.TokenType is JsonTokenType.String)
        {
            return text.Length + 2;
        }

        destination[text.Length + 2] = (byte)':';
        return text.Length + 3;
    }
}
