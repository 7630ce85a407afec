using System.Text.Json.Nodes;

namespace Gateway.Core.Tests.Support.Schemas;

/// <summary>Random values of few kinds, so that those of a schema and those of a document are often the same.</summary>
internal sealed class RandomValues(Random random)
{
    // JsonSchema.Net 8.0.5 asks a double whether it is an integer, so none has more digits than that.
    private static readonly decimal[] Numbers =
        [-1, 0, 1, 2, 3, 4, 5, 10, 100, 0.5m, 1.5m, -0.5m, 0.1m, 0.3m, 0.07m, 2.25m, 1_000_000, 1_000_000_007];

    // No text has a combining mark: JsonSchema.Net 8.0.5 counts what a reader sees as one character, JSON Schema counts code points.
    private static readonly string[] Texts = ["", "a", "b", "c", "ab", "ba", "abc", "1", "é", "😀", "\"\\/", "a b", "~0", "\n"];

    // No name has a slash: JsonSchema.Net 8.0.5 does not count such members as evaluated, and looks at no schema that depends on one.
    private static readonly string[] Names = ["a", "b", "c", "d", "é", "ab"];

    private static readonly string[] Types = ["object", "array", "string", "number", "integer", "boolean", "null"];

    public T Pick<T>(params ReadOnlySpan<T> items) => items[random.Next(items.Length)];

    public bool Chance(int percent) => random.Next(100) < percent;

    public int Count(int max) => random.Next(max + 1);

    public string Name() => Pick(Names);

    /// <summary>The first of these names are more likely than the last.</summary>
    public string[] SomeNames() => [.. Names.Where((_, index) => Chance(60 - (10 * index)))];

    public string Type() => Pick(Types);

    public decimal Number() => Pick(Numbers);

    public string Text() => Pick(Texts);

    public JsonNode? Value(int depth) => random.Next(depth > 0 ? 9 : 6) switch
    {
        0 => null,
        1 => JsonValue.Create(Chance(50)),
        2 or 3 => JsonValue.Create(Number()),
        4 or 5 => JsonValue.Create(Text()),
        6 or 7 => new JsonObject(SomeNames().Select(name => KeyValuePair.Create(name, Value(depth - 1)))),
        _ => new JsonArray([.. Enumerable.Range(0, Count(3)).Select(_ => Value(depth - 1))]),
    };
}
