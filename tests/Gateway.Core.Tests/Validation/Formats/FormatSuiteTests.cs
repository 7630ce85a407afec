using System.Text.Json;
using Gateway.Core.Tests.Support;
using Gateway.Core.Validation.Formats;
using Xunit;

namespace Gateway.Core.Tests.Validation.Formats;

/// <summary>Every case that the JSON Schema test suite has for <c>format</c>, in the drafts that can be chosen.</summary>
public class FormatSuiteTests
{
    /// <summary>A pattern is a keyword of its own; what translates it has the cases of the format too.</summary>
    private const string Elsewhere = "regex";

    /// <summary>Cases answered otherwise than the suite has them, as <c>draft/format: description</c>, each with its reason: none.</summary>
    private static readonly string[] Misses = [];

    [Theory]
    [InlineData("draft4", 4, 219)]
    [InlineData("draft6", 6, 325)]
    [InlineData("draft7", 7, 656)]
    [InlineData("draft2020-12", 2020, 744)]
    public void Find_CasesOfTheSuite_AnswersAsTheyDo(string folder, int draft, int expectedCount)
    {
        var cases = Read(folder).Where(item => item.Format != Elsewhere).ToList();

        var misses = cases.Where(item => Answer(item, draft) != item.IsValid).Select(item => $"{folder}/{item.Format}: {item.Description}");

        Assert.Equal(Misses.Where(miss => miss.StartsWith(folder + "/", StringComparison.Ordinal)), misses);
        Assert.Equal(expectedCount, cases.Count);
    }

    /// <summary>A format that the draft does not know, and data that is no string, pass.</summary>
    private static bool Answer(Case item, int draft) =>
        item.Value.ValueKind != JsonValueKind.String
        || SchemaFormats.Find(item.Format, draft) is not { } check
        || check(item.Value.GetString());

    private static IEnumerable<Case> Read(string folder)
    {
        var path = PublicTestData.Get($"JSON-Schema-Test-Suite/tests/{folder}/optional/format", "the JSON Schema test suite");
        return
            from file in Directory.EnumerateFiles(path, "*.json").Order(StringComparer.Ordinal)
            from description in JsonElement.Parse(File.ReadAllText(file)).EnumerateArray()
            let format = description.GetProperty("schema").GetProperty("format").GetString()
            from test in description.GetProperty("tests").EnumerateArray()
            select new Case(
                format, test.GetProperty("description").GetString()!, test.GetProperty("data"), test.GetProperty("valid").GetBoolean());
    }

    private sealed record Case(string Format, string Description, JsonElement Value, bool IsValid);
}
