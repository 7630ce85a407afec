using System.Text.Json;
using Gateway.Core.Pipeline.Patterns;
using Gateway.Core.Tests.Support;
using Xunit;

namespace Gateway.Core.Tests.Pipeline.Patterns;

/// <summary>The groups of the JSON Schema test suite that are of a pattern alone; one of names of properties asks whether any name matches.</summary>
public class EcmaPatternSuiteTests
{
    private const string Origin = "json-schema-org/JSON-Schema-Test-Suite";

    [Theory]
    [InlineData("draft4", "pattern.json", 9)]
    [InlineData("draft6", "pattern.json", 9)]
    [InlineData("draft7", "pattern.json", 9)]
    [InlineData("draft2020-12", "pattern.json", 12)]
    [InlineData("draft7", "optional/ecmascript-regex.json", 69)]
    [InlineData("draft2020-12", "optional/ecmascript-regex.json", 69)]
    [InlineData("draft7", "optional/non-bmp-regex.json", 12)]
    [InlineData("draft2020-12", "optional/non-bmp-regex.json", 12)]
    public void IsMatch_GroupOfTheSuite_AgreesWithEachTest(string draft, string file, int least)
    {
        var path = Path.Combine(PublicTestData.Get("JSON-Schema-Test-Suite", Origin), "tests", draft, file);
        using var groups = JsonDocument.Parse(File.ReadAllBytes(path));
        var (wrong, count) = (new List<string>(), 0);
        foreach (var group in groups.RootElement.EnumerateArray())
        {
            var schema = group.GetProperty("schema");
            foreach (var test in group.GetProperty("tests").EnumerateArray())
            {
                count++;
                if (IsValid(schema, test.GetProperty("data")) != test.GetProperty("valid").GetBoolean())
                {
                    wrong.Add($"{group.GetProperty("description")}: {test.GetProperty("description")}");
                }
            }
        }

        Assert.Empty(wrong);
        Assert.True(count >= least, $"{count} tests were found.");
    }

    private static bool IsValid(JsonElement schema, JsonElement data)
    {
        if (schema.TryGetProperty("pattern", out var pattern))
        {
            return data.ValueKind is not JsonValueKind.String || EcmaPattern.Create(pattern.GetString()!).IsMatch(data.GetString());
        }

        // In these files a value that is true may be anything, one of a type is an integer, and further properties are allowed unless told.
        var rule = schema.GetProperty("patternProperties").EnumerateObject().Single();
        var named = EcmaPattern.Create(rule.Name);
        return data.EnumerateObject().All(property => named.IsMatch(property.Name)
            ? rule.Value.ValueKind is JsonValueKind.True || property.Value.ValueKind is JsonValueKind.Number
            : !schema.TryGetProperty("additionalProperties", out _));
    }
}
