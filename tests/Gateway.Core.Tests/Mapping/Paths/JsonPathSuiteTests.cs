using System.Text;
using System.Text.Json;
using Gateway.Core.Mapping.Paths;
using Gateway.Core.Pipeline.Documents;
using Gateway.Core.Tests.Support;
using Xunit;

namespace Gateway.Core.Tests.Mapping.Paths;

/// <summary>The compliance tests of RFC 9535, every one of them.</summary>
public class JsonPathSuiteTests
{
    private const string Origin = "jsonpath-standard/jsonpath-compliance-test-suite";

    [Fact]
    public void Parse_InvalidSelectorOfTheSuite_IsRefused()
    {
        using var suite = ReadSuite();
        var invalid = GetTests(suite).Where(IsInvalid).ToList();

        var taken = invalid.Where(test => IsPath(GetSelector(test))).Select(GetName);

        Assert.Empty(taken);
        Assert.Equal(247, invalid.Count);
    }

    [Fact]
    public void Select_ValidSelectorOfTheSuite_FindsWhatTheTestSays()
    {
        using var suite = ReadSuite();
        var valid = GetTests(suite).Where(test => !IsInvalid(test)).ToList();

        var wrong = valid.Where(test => !GetResults(test).Contains(Select(test))).Select(test => $"{GetName(test)}: {Select(test)}");

        Assert.Empty(wrong);
        Assert.Equal(703 - 247, valid.Count);
    }

    [Fact]
    public void Read_SelectorOfTheSuite_GivesTheTextOfWhatIsSelected()
    {
        using var suite = ReadSuite();
        var wrong = GetTests(suite).Where(test => !IsInvalid(test) && !IsTextOfTheResult(test)).Select(GetName);

        Assert.Empty(wrong);
    }

    private static bool IsTextOfTheResult(JsonElement test)
    {
        var path = JsonPath.Parse(GetSelector(test));
        var json = Encoding.UTF8.GetBytes(test.GetProperty("document").GetRawText());
        var text = path.Read(json, JsonReading.Strict, new PathWorkspacePool(), 100_000).Text;
        return GetResults(test).Any(result => path.IsSingular ? text == GetTextOfOnly(result) : text == (result == "[]" ? null : result));
    }

    private static string? GetTextOfOnly(string nodes)
    {
        using var document = JsonDocument.Parse(nodes);
        return document.RootElement.EnumerateArray().Select(PathRuns.GetText).SingleOrDefault();
    }

    private static bool IsPath(string selector)
    {
        try
        {
            JsonPath.Parse(selector);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static string Select(JsonElement test) => PathRuns.Select(GetSelector(test), test.GetProperty("document").GetRawText());

    private static List<string> GetResults(JsonElement test) => test.TryGetProperty("results", out var results)
        ? [.. results.EnumerateArray().Select(PathRuns.Minify)]
        : [PathRuns.Minify(test.GetProperty("result"))];

    private static bool IsInvalid(JsonElement test) => test.TryGetProperty("invalid_selector", out var isInvalid) && isInvalid.GetBoolean();

    private static string GetSelector(JsonElement test) => test.GetProperty("selector").GetString()!;

    private static string GetName(JsonElement test) => test.GetProperty("name").GetString()!;

    private static List<JsonElement> GetTests(JsonDocument suite) => [.. suite.RootElement.GetProperty("tests").EnumerateArray()];

    private static JsonDocument ReadSuite() =>
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(PublicTestData.Get("jsonpath-compliance-test-suite", Origin), "cts.json")));
}
