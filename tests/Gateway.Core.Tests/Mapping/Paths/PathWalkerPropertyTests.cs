using System.Text;
using System.Text.Json;
using Gateway.Core.Mapping.Paths;
using Gateway.Core.Pipeline.Documents;
using Gateway.Core.Tests.Support.Schemas;
using Xunit;

namespace Gateway.Core.Tests.Mapping.Paths;

/// <summary>Random documents and paths: what the walk finds is what the tokens say, and what the other reader of JSON says.</summary>
public class PathWalkerPropertyTests
{
    private static readonly string[] Names = ["a", "b", "\\u0061", "A", "a\\n", "é", "\\u00e9", "\\ud83d\\ude00", ""];

    [Fact]
    public void Find_RandomDocumentAndPath_AgreesWithTheTokens()
    {
        var found = 0;
        foreach (var seed in FuzzSeeds.Take(usual: 20_000))
        {
            var random = new Random(seed);
            var json = CreateValue(random, depth: 4);
            var path = CreatePath(random);
            var workspace = new PathWorkspace();
            var outcome = PathRuns.Select(JsonPath.Parse(path), json, workspace, 10_000);
            var bytes = Encoding.UTF8.GetBytes(json);
            var fault = JsonPath.Parse(path).Find(bytes, JsonReading.Strict, out var value);
            if (outcome is PathOutcome.Faulty)
            {
                // Only names that are there twice, and off the path they are passed over.
                Assert.True(fault is JsonFault.None or JsonFault.DuplicateName, $"GATEWAY_FUZZ_SEED={seed}: {path} on {json}: {fault}");
                continue;
            }

            var expected = outcome is PathOutcome.Found ? PathRuns.Select(path, json)[1..^1] : null;
            var text = value.Kind is null ? null : PathRuns.Minify(JsonDocument.Parse(GetRawText(bytes, value)).RootElement);
            found += text is null ? 0 : 1;
            Assert.True(fault is JsonFault.None && text == expected, $"GATEWAY_FUZZ_SEED={seed}: {path} on {json}: {fault}, {text}, not {expected}");
            Assert.True(
                value.Kind is null || workspace.Tape.Tokens[workspace.Nodes[0]].IsEscaped == value.IsEscaped, $"GATEWAY_FUZZ_SEED={seed}: {path}");
        }

        Assert.True(found > 0, "No path found anything.");
    }

    [Fact]
    public void Find_RandomPathOnDocumentWithADuplicate_SaysSoWhereThePathLeads()
    {
        foreach (var seed in FuzzSeeds.Take(usual: 5_000))
        {
            var random = new Random(seed);
            var (outer, inner) = (random.Next(2), random.Next(2));
            var json = $$"""{"a":{{(outer == 0 ? """{"b":1,"c":[],"b":2}""" : "{}")}},"x":{"b":1,"b":2}{{(inner == 0 ? ",\"\\u0061\":0" : "")}}}""";

            var fault = JsonPath.Parse("$.a.b").Find(Encoding.UTF8.GetBytes(json), JsonReading.Strict, out _);

            Assert.Equal(outer == 0 || inner == 0 ? JsonFault.DuplicateName : JsonFault.None, fault);
        }
    }

    private static byte[] GetRawText(byte[] json, PathValue value) => value.Kind is JsonTokenKind.String
        ? json[(value.Start - 1)..(value.Start + value.Length + 1)]
        : json[value.Start..(value.Start + value.Length)];

    private static string CreatePath(Random random)
    {
        var path = new StringBuilder("$");
        for (var i = random.Next(4); i > 0; i--)
        {
            path.Append(random.Next(2) == 0 ? $"[{random.Next(-3, 3)}]" : $"[\"{Names[random.Next(Names.Length)]}\"]");
        }

        return path.ToString();
    }

    private static string CreateValue(Random random, int depth)
    {
        var space = random.Next(4) == 0 ? " " : "";
        return space + (random.Next(depth == 0 ? 5 : 9) switch
        {
            0 => "null",
            1 => "-1.50e3",
            2 => "\"te\\u0078t\\\"\"",
            3 => "\"x\"",
            4 => "true",
            5 or 6 => $"[{string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => CreateValue(random, depth - 1)))}{space}]",
            _ => $"{{{string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => CreateMember(random, depth)))}{space}}}",
        }) + space;
    }

    private static string CreateMember(Random random, int depth) => $"\"{Names[random.Next(Names.Length)]}\":{CreateValue(random, depth - 1)}";
}
