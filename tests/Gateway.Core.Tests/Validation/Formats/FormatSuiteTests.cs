using System.Text.Json;
using Gateway.Core.Tests.Support;
using Gateway.Core.Validation;
using Gateway.Core.Validation.Formats;
using Xunit;

namespace Gateway.Core.Tests.Validation.Formats;

/// <summary>Every case that the JSON Schema test suite has for <c>format</c>, in the drafts that can be chosen.</summary>
public class FormatSuiteTests
{
    /// <summary>
    /// Cases answered otherwise than the suite has them, as <c>draft/format: description</c>: those of the format regex, which only annotates,
    /// because reading a pattern takes more than a request may cost.
    /// </summary>
    private static readonly string[] Misses =
    [
        .. from folder in (string[])["draft7", "draft2020-12"]
           from description in (string[])
           [
               "when used as a pattern", "Python named group (?P<name>...) is not ECMA 262", "Python named backreference (?P=name) is not ECMA 262",
               "inline comment group (?#...) is not ECMA 262", "a single global inline flag (?i)", "multiple global inline flags (?ims)",
               "a regular expression with unclosed parens is invalid",
           ]
           select $"{folder}/regex: {description}",
    ];

    [Theory]
    [InlineData("draft4", JsonSchemaDraft.Draft4, 219)]
    [InlineData("draft6", JsonSchemaDraft.Draft6, 325)]
    [InlineData("draft7", JsonSchemaDraft.Draft7, 676)]
    [InlineData("draft2020-12", JsonSchemaDraft.Draft202012, 764)]
    public void Find_CasesOfTheSuite_AnswersAsTheyDo(string folder, JsonSchemaDraft draft, int expectedCount)
    {
        var cases = Read(folder).ToList();

        var misses = cases.Where(item => Answer(item, draft) != item.IsValid).Select(item => $"{folder}/{item.Format}: {item.Description}");

        Assert.Equal(Misses.Where(miss => miss.StartsWith(folder + "/", StringComparison.Ordinal)), misses);
        Assert.Equal(expectedCount, cases.Count);
    }

    /// <summary>A format that the draft does not know, and data that is no string, pass.</summary>
    private static bool Answer(Case item, JsonSchemaDraft draft) =>
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
