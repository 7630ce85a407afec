using System.Text;
using Gateway.Core.Mapping.Paths;
using Gateway.Core.Pipeline.Documents;
using Gateway.Core.Tests.Support.Schemas;
using Xunit;

namespace Gateway.Core.Tests.Mapping.Paths;

/// <summary>Whatever comes in, nothing but a refusal comes out.</summary>
public class JsonPathFuzzTests
{
    private static readonly JsonPath[] Paths =
    [
        JsonPath.Parse("$.a.b[0].c"), JsonPath.Parse("$[-1][-1]"), JsonPath.Parse("$"), JsonPath.Parse("$..*"),
        JsonPath.Parse("$..[?@.a==@.b||@<$[0]||match(@,$.a)]"), JsonPath.Parse("$..[::-2]"),
    ];

    // What a document and a path are made of, so that some come far.
    private static readonly string[] JsonParts =
        ["{", "}", "[", "]", ":", ",", "\"a\"", "\"b\"", "\"\\u0061\"", "\"\\ud800\"", "\"[a-\"", "1", "-0.5e7", "true", "null", " ", "\uFEFF", "/**/"];

    private static readonly string[] PathParts =
    [
        "$", "@", ".", "..", "a", "b-c", "1", "-", "*", "[", "]", "'", "\"", "\\u0041", "?", "(", ")", "!", "&&", "||", "==", "<", ",", ":", " ",
        "length", "count", "value", "match", "search", "true", "1e5", "\u00e9", "\ud800", "\0", "'a'", "'[a'", "@.a", "[0]",
    ];

    [Fact]
    public void Read_RandomBytes_NeverThrows()
    {
        var pool = new PathWorkspacePool();
        foreach (var seed in FuzzSeeds.Take(usual: 20_000))
        {
            var random = new Random(seed);
            var json = CreateBytes(random);
            foreach (var path in Paths)
            {
                var problem = Record.Exception(() => path.Read(json, JsonReading.Strict with { AllowsComments = seed % 2 == 0 }, pool, 2_000));
                Assert.True(problem is null, $"GATEWAY_FUZZ_SEED={seed}: {path.Text}: {problem}");
            }
        }
    }

    [Fact]
    public void Parse_RandomText_IsReadOrRefused()
    {
        var json = """{"a":[1,"x",{"b-c":null}],"b-c":{"a":"[a"}}"""u8.ToArray();
        var pool = new PathWorkspacePool();
        foreach (var seed in FuzzSeeds.Take(usual: 50_000))
        {
            var random = new Random(seed);
            var text = (random.Next(4) == 0 ? "" : random.Next(2) == 0 ? "$" : "$[?") + Join(random, PathParts) + (random.Next(2) == 0 ? "" : "]");
            var problem = Record.Exception(
                () => (random.Next(2) == 0 ? JsonPath.Parse(text) : JsonPath.ParseReference(text)).Read(json, JsonReading.Strict, pool, 5_000));
            Assert.True(
                problem is null || (problem is FormatException && problem.Message.StartsWith("At character ", StringComparison.Ordinal)),
                $"GATEWAY_FUZZ_SEED={seed}: {text}: {problem}");
        }
    }

    private static byte[] CreateBytes(Random random)
    {
        var json = Encoding.UTF8.GetBytes(random.Next(3) == 0 ? """{"a":{"b":[{"c":[1,"\u0041"]}]},"x":[[[]]]}""" : Join(random, JsonParts));
        for (var changes = random.Next(3); changes > 0 && json.Length > 0; changes--)
        {
            json[random.Next(json.Length)] = (byte)random.Next(256);
        }

        return json;
    }

    private static string Join(Random random, string[] parts) =>
        string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => parts[random.Next(parts.Length)]));
}
