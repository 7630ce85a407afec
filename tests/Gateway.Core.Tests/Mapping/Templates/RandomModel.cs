using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gateway.Core.Tests.Mapping.Templates;

/// <summary>Bodies of one shape with other values each time.</summary>
internal static class RandomModel
{
    private static readonly string[] Words = ["ab", "abc", "", "B", "bab", "a b", "Zebra", "éa", "42", "x,y", "aAbB", "<\"&\\\n>", "日本", "😀b"];

    public static byte[] Create(Random random) => JsonSerializer.SerializeToUtf8Bytes(new JsonObject
    {
        ["i"] = Integer(random) is var i && i == 0 ? 5 : i,
        ["j"] = Integer(random),
        ["f"] = Math.Round((random.NextDouble() * 200) - 100, random.Next(1, 6)) + 0.001,
        ["t"] = Word(random),
        ["u"] = Word(random),
        ["x"] = random.Next(2) == 0,
        ["n"] = null,
        ["l"] = Array(random, Scalar),
        ["ints"] = Array(random, source => random.Next(-5, 6)),
        ["words"] = Array(random, source => Word(source)),
        ["o"] = new JsonObject { ["i"] = Integer(random), [Word(random) + "k"] = Word(random), ["none"] = null },
        ["objects"] = new JsonArray([.. Enumerable.Range(0, random.Next(1, 5)).Select(index => new JsonObject { ["k"] = random.Next(4), ["v"] = index })]),
    });

    private static JsonArray Array(Random random, Func<Random, JsonNode?> create) =>
        [.. Enumerable.Range(0, random.Next(0, 7)).Select(_ => create(random))];

    private static JsonNode? Scalar(Random random) => random.Next(6) switch
    {
        0 => null,
        1 => random.Next(2) == 0,
        2 => Word(random),
        3 => 0.5 + random.Next(100),
        _ => Integer(random),
    };

    private static int Integer(Random random) => random.Next(3) == 0 ? random.Next(-100_000, 100_000) : random.Next(-10, 20);

    private static string Word(Random random) => Words[random.Next(Words.Length)];
}
