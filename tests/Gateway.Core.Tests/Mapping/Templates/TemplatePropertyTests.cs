using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Core.Mapping.Templates;
using Xunit;

namespace Gateway.Core.Tests.Mapping.Templates;

/// <summary>Random values that templates print in each position come back equal when the output is parsed.</summary>
public class TemplatePropertyTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private const string Alphabet = "ab\"\\/{}[],:'<>&\n\r\t\b\f\0\u001f\u007f\u0085\u2028\u2029é日\u00adﷺ";

    private static readonly MappingTemplate InValue = TemplateLab.Compile("""{"v":{{ input.body.v }},"again":[{{ x = input.body.v }}{{ x }},{{ input.json("$.v") }},{{ json(input.json("$.v")) }}]}""");
    private static readonly MappingTemplate Parsed = TemplateLab.Compile("""[{{ util.parseJson(input.body.text) }}]""");
    private static readonly MappingTemplate InText = TemplateLab.Compile("""{"v":"<{{ input.body.s }}|{{ input.body.s | string.append "" }}>","{{ input.body.s }}":1, {{ input.body.s + "." }}:2}""");

    [Fact]
    public void Render_RandomValues_ParseBackEqual()
    {
        var random = new Random(77);
        for (var i = 0; i < 2_000; i++)
        {
            var value = Value(random, 4);
            var body = new JsonObject { ["v"] = value, ["text"] = (value?.ToJsonString() ?? "null"), ["s"] = Text(random) };
            var json = Escape(random, body.ToJsonString());

            var output = JsonNode.Parse(TemplateLab.Render(InValue, json, TemplateBudget.Default))!;
            Assert.True(JsonNode.DeepEquals(output["v"], value), output.ToJsonString());
            Assert.All(output["again"]!.AsArray(), again => Assert.True(JsonNode.DeepEquals(again, value)));
            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(TemplateLab.Render(Parsed, json, TemplateBudget.Default))![0], value));

            var text = body["s"]!.GetValue<string>();
            using var document = JsonDocument.Parse(TemplateLab.Render(InText, json, TemplateBudget.Default));
            Assert.Equal([("v", $"<{text}|{text}>"), (text, "1"), (text + ".", "2")], document.RootElement.EnumerateObject().Select(member => (member.Name, member.Value.ToString())));
        }
    }

    [Fact]
    public void Render_HalfSurrogatePairs_AreReplaced() => Assert.Equal("\"\uFFFDx\"", TemplateLab.Render("{{ '\\ud83dx' }}"));

    private static JsonNode? Value(Random random, int depth) => random.Next(depth > 0 ? 8 : 6) switch
    {
        0 => null,
        1 => random.Next(2) == 0,
        2 => Text(random),
        3 => random.NextInt64(long.MinValue, long.MaxValue),
        4 => JsonNode.Parse(random.Next(2) == 0 ? "123456789012345678901234567890.5" : "-1.5e-7"),
        5 => random.Next(100),
        6 => new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => Value(random, depth - 1))]),
        _ => new JsonObject(Enumerable.Range(0, random.Next(4)).Select(index => new KeyValuePair<string, JsonNode?>(Text(random) + index, Value(random, depth - 1)))),
    };

    private static string Text(Random random)
    {
        var text = new StringBuilder();
        for (var left = random.Next(12); left > 0; left--)
        {
            text.Append(random.Next(8) == 0 ? "😀" : Alphabet[random.Next(Alphabet.Length)]);
        }

        return text.ToString();
    }

    /// <summary>As another writer would have it: with white space.</summary>
    private static byte[] Escape(Random random, string json) =>
        Encoding.UTF8.GetBytes(random.Next(2) == 0 ? json : JsonSerializer.Serialize(JsonNode.Parse(json), Indented));
}
