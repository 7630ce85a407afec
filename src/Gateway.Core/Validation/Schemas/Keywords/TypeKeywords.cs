using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Gateway.Core.Pipeline.Documents;
using Gateway.Core.Validation.Rules;

namespace Gateway.Core.Validation.Schemas.Keywords;

/// <summary><c>type</c>, <c>enum</c> and <c>const</c>.</summary>
internal static class TypeKeywords
{
    // More of a long list helps nobody who reads the answer.
    private const int MaxDescription = 200;

    private static readonly Dictionary<string, JsonTypes> Types = Enum.GetValues<JsonTypes>()
        .Where(type => type is not (JsonTypes.None or JsonTypes.All))
        .ToDictionary(type => type.ToString().ToLowerInvariant());

    public static void Read(SchemaReader reader, List<SchemaRule> rules)
    {
        ReadType(reader);
        if (reader.Get("enum", JsonValueKind.Array) is { } values)
        {
            AddEnum(reader, rules, "enum", values.GetRawText(), $"one of {Describe(values)}");
        }

        if (reader.Dialect.Draft != JsonSchemaDraft.Draft4 && reader.Get("const") is { } value)
        {
            AddEnum(reader, rules, "const", $"[{value.GetRawText()}]", $"the value {Describe(value)}");
        }
    }

    private static void ReadType(SchemaReader reader)
    {
        if (reader.Get("type") is not { } value)
        {
            return;
        }

        string[] names = value.ValueKind == JsonValueKind.String ? [value.GetString()!] : reader.GetTexts("type", value);
        var types = JsonTypes.None;
        foreach (var name in names)
        {
            if (Types.TryGetValue(name, out var type))
            {
                types |= type;
            }
            else
            {
                reader.Fault("type", $"'{name}' is no type. Types are null, boolean, object, array, string, number and integer.");
            }
        }

        reader.Schema.Type = new TypeRule(types, isIntegerWritten: reader.Dialect.Draft == JsonSchemaDraft.Draft4);
    }

    private static void AddEnum(SchemaReader reader, List<SchemaRule> rules, string keyword, string values, string expected)
    {
        var json = Encoding.UTF8.GetBytes(values);
        var tape = new JsonTape();
        var reading = reader.Settings.Reading with
        {
            MaxDepth = int.MaxValue,
            MaxMembers = int.MaxValue,
            MaxTokens = int.MaxValue,
            MaxStringLength = int.MaxValue,
            MaxNumberLength = int.MaxValue,
        };
        if (JsonTapeReader.Read(json, reading, tape) != JsonFault.None)
        {
            reader.Fault(keyword, "it has an object with two names that count as one where documents are read.");
            return;
        }

        rules.Add(new EnumRule(json, tape, reading, new Expectation(keyword, expected)));
    }

    private static string Describe(JsonElement value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            value.WriteTo(writer);
        }

        var text = Encoding.UTF8.GetString(buffer.WrittenSpan);
        return text.Length <= MaxDescription ? text : string.Concat(text.AsSpan(0, MaxDescription), "…");
    }
}
