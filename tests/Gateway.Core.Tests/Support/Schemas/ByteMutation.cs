using System.Text;

namespace Gateway.Core.Tests.Support.Schemas;

/// <summary>Changes bytes as a fuzzer does: single ones, ranges, and pieces of JSON put in anywhere.</summary>
internal sealed class ByteMutation(Random random, IReadOnlyList<SchemaFuzzInput> corpus)
{
    private static readonly string[] Pieces =
    [
        "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u0000", "\\ud800", "\\udc00\\", "null", "true", "false", "{}", "[]", "0", "-", "1e9", "1e-9", ".0",
        "99999999999999999999", "\"$ref\":\"#\",", "\"$id\":\"a\",", "\"$anchor\":\"a\",", "\"type\":\"array\",", "\"items\":", "\"properties\":{",
        "\"not\":{", "\"allOf\":[", "\"unevaluatedItems\":false,", "\"unevaluatedProperties\":false,", "\"uniqueItems\":true,", "\"required\":[\"a\"],",
        "\"$schema\":\"http://json-schema.org/draft-04/schema#\",", "\"a\":1,", "\"A\":1,", "\uFEFF", "é", "😀", "//", "/*", "*/",
    ];

    /// <summary>Changes an input in one of its parts or both, mostly so that it stays JSON.</summary>
    public SchemaFuzzInput Apply(SchemaFuzzInput input)
    {
        var other = corpus[random.Next(corpus.Count)];
        var schema = Encoding.UTF8.GetBytes(input.Schema);
        var document = input.Document;
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            schema = random.Next(3) > 0 ? JsonMutation.Apply(random, schema, Encoding.UTF8.GetBytes(other.Schema)) : schema;
            document = random.Next(2) > 0 ? JsonMutation.Apply(random, document, other.Document) : document;
        }

        schema = random.Next(5) == 0 ? Apply(schema) : schema;
        document = random.Next(5) == 0 ? Apply(document) : document;
        return new SchemaFuzzInput((byte)(input.Options ^ random.Next(64)), Encoding.UTF8.GetString(schema), document);
    }

    private byte[] Apply(byte[] input)
    {
        var bytes = input.ToList();
        for (var i = random.Next(1, 5); i > 0; i--)
        {
            ApplyOne(bytes);
        }

        return [.. bytes];
    }

    private void ApplyOne(List<byte> bytes)
    {
        var at = random.Next(bytes.Count + 1);
        var length = random.Next(1, 12);
        var present = Math.Min(length, bytes.Count - at);
        switch (random.Next(8))
        {
            case 0 when at < bytes.Count:
                bytes[at] = (byte)random.Next(256);
                break;
            case 1 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 2:
                bytes.RemoveRange(at, present);
                break;
            case 3:
                bytes.InsertRange(at, bytes.GetRange(at, present));
                break;
            case 4:
                var other = corpus[random.Next(corpus.Count)].Document;
                var start = random.Next(other.Length + 1);
                bytes.InsertRange(at, other[start..Math.Min(other.Length, start + (4 * length))]);
                break;
            case 5:
                bytes.RemoveRange(at, present);
                goto default;
            default:
                bytes.InsertRange(at, Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]));
                break;
        }
    }
}
