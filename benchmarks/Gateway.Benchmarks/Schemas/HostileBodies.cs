using System.Text;
using Gateway.Core.Validation.Schemas;

namespace Gateway.Benchmarks.Schemas;

/// <summary>Bodies that are made to cost more than others of their length, against the order's schema and against schemas that invite them.</summary>
internal static class HostileBodies
{
    private const int Length = 1024 * 1024;
    private const int MaxMembers = 10_000;
    private const int MaxDepth = 64;
    private const string Anything = """{ "type": "array", "items": true }""";
    private const string Numbers = """{ "items": { "type": "number", "minimum": 0, "maximum": 1e200, "multipleOf": 1e-120 } }""";
    private const string Words = """{ "items": { "type": "string", "minLength": 1, "pattern": "^[a-z0-9 ]*$" } }""";
    private const string Names = """{ "items": { "additionalProperties": { "type": "integer" }, "propertyNames": { "minLength": 3 } } }""";
    private const string Unique = """{ "uniqueItems": true }""";
    private const string UniqueArrays = """{ "items": { "uniqueItems": true } }""";

    private const string Alternatives = """
        {
          "items": {
            "anyOf": [
              { "required": ["a", "b"] }, { "properties": { "a": { "type": "string" } } }, { "properties": { "a": { "minimum": 9 } } },
              { "properties": { "a": { "enum": ["x", "y", 0] } } }, { "maxProperties": 0 }, { "not": { "required": ["a"] } }, { "required": ["a"] }
            ]
          }
        }
        """;

    /// <summary>Every level is looked at twice by the level above it.</summary>
    private const string Doubling = """
        { "$defs": { "node": { "anyOf": [{ "items": { "$ref": "#/$defs/node" }, "minItems": 2 }, { "items": { "$ref": "#/$defs/node" } }] } },
          "$ref": "#/$defs/node" }
        """;

    private const string Unevaluated = """
        { "items": { "anyOf": [{ "properties": { "a": true } }, { "properties": { "b": true } }], "unevaluatedProperties": { "type": "integer" } } }
        """;

    public static HostileBody Honest { get; } = new("honest orders", OrderSchema.Array, OrderText.Repeat(Length), SchemaVerdict.Valid);

    public static HostileBody[] All { get; } =
    [
        new("smallest items", OrderSchema.Array, Repeat(_ => "1"), SchemaVerdict.TooComplex),
        new("small items", """{ "items": { "type": "integer", "maximum": 9999 } }""", Repeat(_ => "1000"), SchemaVerdict.Valid),
        new("small objects", Names, Repeat(i => $$"""{"abc":{{i % 10}}}"""), SchemaVerdict.TooComplex),
        new("small orders", OrderSchema.Array, Repeat(i => $$"""{"abcdefg":{{i % 10}}}"""), SchemaVerdict.Invalid),
        new("names with one beginning", Names, Repeat(i => CreateObject(8, n => $"prefix-prefix-prefix-prefix-{n:D4}")), SchemaVerdict.Valid),
        new("many members", Names, Repeat(_ => CreateObject(MaxMembers, n => $"member{n:D4}")), SchemaVerdict.Valid),
        new("many members with long names", Names, Repeat(_ => CreateObject(2_000, n => $"{new string('n', 500)}{n:D4}")), SchemaVerdict.Valid),
        new("escaped names", Names, Repeat(_ => CreateObject(1_000, n => Escape($"name{n:D4}"))), SchemaVerdict.Valid),
        new("a duplicate at the end", Names, Repeat(_ => CreateObject(MaxMembers, n => $"member{n % (MaxMembers - 1):D4}")), SchemaVerdict.Malformed),
        new("depth", Anything, Repeat(_ => CreateNest(MaxDepth - 1)), SchemaVerdict.TooComplex),
        new("escaped text", Words, Repeat(_ => $"\"{Escape(new string('a', 10_000))}\""), SchemaVerdict.Valid),
        new("text of two-byte characters", Words, Repeat(_ => $"\"{new string('é', 10_000)}\""), SchemaVerdict.Invalid),
        new("long text", Words, Repeat(_ => $"\"{new string('a', Length - 100)}\""), SchemaVerdict.Valid),
        new("short text", Words, Repeat(_ => "\"ab\""), SchemaVerdict.Valid),
        new("long numbers", Numbers, Repeat(_ => $"{new string('9', 50)}.{new string('7', 49)}"), SchemaVerdict.Valid),
        new("numbers with exponents", Numbers, Repeat(_ => "1234567890123456789e99"), SchemaVerdict.Valid),
        new("equal beginnings of items", Unique, Repeat(i => CreateObject(20, n => $"member-{n:D4}", last: i)), SchemaVerdict.Valid),
        new(
            "few items with equal beginnings",
            UniqueArrays,
            Repeat(_ => CreateArray(6, i => CreateObject(7, n => $"name-{n}", last: i))),
            SchemaVerdict.Valid),
        new("unique small items", Unique, Repeat(i => $"{i}"), SchemaVerdict.Valid),
        new("unique long numbers", Unique, Repeat(i => $"{new string('9', 94)}{i:D6}"), SchemaVerdict.Valid),
        new("alternatives", Alternatives, Repeat(i => $$"""{"a":{{i % 9}},"c":0}"""), SchemaVerdict.TooComplex),
        new("doubling", Doubling, Repeat(_ => CreateNest(40)), SchemaVerdict.TooComplex),
        new("unevaluated", Unevaluated, Repeat(i => $$"""{"a":{{i % 9}},"b":0,"c":0}"""), SchemaVerdict.TooComplex),
    ];

    private static byte[] Repeat(Func<int, string> create)
    {
        var text = new StringBuilder("[");
        for (var i = 0; ; i++)
        {
            var item = create(i);
            if (i > 0 && text.Length + item.Length + 1 > Length)
            {
                return Encoding.UTF8.GetBytes(text.Append(']').ToString());
            }

            text.Append(i > 0 ? "," : "").Append(item);
        }
    }

    private static string CreateObject(int count, Func<int, string> createName, int last = 0) =>
        $"{{{string.Join(',', Enumerable.Range(0, count).Select(n => $"\"{createName(n)}\":{(n == count - 1 ? last : n % 10)}"))}}}";

    private static string CreateArray(int count, Func<int, string> createItem) =>
        $"[{string.Join(',', Enumerable.Range(0, count).Select(createItem))}]";

    private static string CreateNest(int depth) => new string('[', depth) + new string(']', depth);

    private static string Escape(string text) => string.Concat(text.Select(character => $"\\u{(int)character:x4}"));
}
