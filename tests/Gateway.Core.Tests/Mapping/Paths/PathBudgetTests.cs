using Gateway.Core.Mapping.Paths;
using Xunit;

namespace Gateway.Core.Tests.Mapping.Paths;

/// <summary>Documents that are made to take long. None may take more steps than allowed, and none may be answered wrongly for it.</summary>
public class PathBudgetTests
{
    private const int Steps = 200_000;

    private static readonly string Wide = $"[{string.Join(',', Enumerable.Repeat("""{"b":[1,{"c":2}]}""", 3_000))}]";
    private static readonly string Deep = Repeat("""{"a":[1,""", 31) + "2" + Repeat("]}", 31);
    private static readonly string HugeObject = $"{{{string.Join(',', Enumerable.Range(0, 5_000).Select(i => $"\"{i}\":[{i}]"))}}}";

    public static TheoryData<string, string> Hostile => new()
    {
        { "$..[?@..x]", Nest(Wide, 30) },
        { "$..[?@..[?@..[?@..x]]]", Deep },
        { "$..*..*..*", Nest(Wide, 10) },
        { "$..*..*..*..*..*", Deep },
        { "$..[?count(@..*..*)>1]", Deep },
        { "$[?$[0]==$[1]]", $"[{HugeObject},{HugeObject},{string.Join(',', Enumerable.Repeat("0", 50))}]" },
        { "$[?@==$[0]]", $"[{string.Join(',', Enumerable.Repeat($"\"{new string('a', 100_000)}\"", 100))}]" },
        { "$[?@<$[0]]", $"[{string.Join(',', Enumerable.Repeat($"\"{new string('a', 100_000)}\"", 100))}]" },
        { "$[?length(@)>1]", $"[{string.Join(',', Enumerable.Repeat($"\"{new string('a', 100_000)}\"", 100))}]" },
        { "$[?$[9999]==1]", $"[{string.Join(',', Enumerable.Repeat("1", 10_000))}]" },
        { "$[?$['9999']==1]", $"{{{string.Join(',', Enumerable.Range(0, 10_000).Select(i => $"\"{i}\":1"))}}}" },
        { "$[?$[::-1]]", $"[{string.Join(',', Enumerable.Repeat("1", 10_000))}]" },
        { "$[?search($[0],@)]", $"[\"{new string('a', 50_000)}\",{string.Join(',', Enumerable.Range(0, 500).Select(i => $"\"(a|b){{{i + 1}}}c\""))}]" },
        { "$[?search('a',@)]", $"[{string.Join(',', Enumerable.Range(0, 500).Select(i => $"\"{Repeat(@"\\p{L}", 40)}{i}\""))}]" },
        { "$[?@==$[0]]", $"[{Escaped("n", 1_000)},{Many($"\"{new string('a', 1_000)}\"", 1_000)}]" },
        { "$[?@==$[0]]", $"[{Escaped("u0061", 1_000)},{Many($"\"{new string('b', 6_000)}\"", 250)}]" },
        { "$[?@<$[0]]", $"[{Escaped("n", 10_000)},{Many("\"x\"", 100)}]" },
        { "$[?length(@)>1]", $"[{Many(Escaped("n", 10_000), 15)}]" },
        { "$[?match(@,'b')]", $"[{Many(Escaped("u0061", 1_000), 250)}]" },
        { "$[?@==$[0]]", $"[[{Escaped("u0061", 1_000)}],{Many($"[\"{new string('b', 1_000)}\"]", 1_000)}]" },
        { "$[?@==$[0]]", $"[{{\"a\":{Escaped("n", 10_000)}}},{Many($"{{\"a\":\"{new string('x', 10_000)}\"}}", 100)}]" },
        { $"$[?$['{new string('a', 900)}']==1]", $"{{{Escaped("u0061", 900)}:0,{string.Join(',', Enumerable.Range(0, 1_000).Select(i => $"\"{i}\":0"))}}}" },
        { "$[?match(@,'(a|b)*a(a|b){100}c')]", $"[{string.Join(',', Enumerable.Repeat($"\"{new string('a', 10_000)}\"", 50))}]" },
    };

    /// <summary>Few nodes, of which each takes long to write and leaves little.</summary>
    public static TheoryData<string, string> HostileResults => new()
    {
        { "$..*", Nest(new string(' ', 1_000_000), 63) },
        { $"$[{Many("0", 450)}]", Nest(new string(' ', 100_000), 2) },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Select_WorkOverTheBudget_IsTooComplex(string path, string json)
    {
        var workspace = new PathWorkspace();

        var outcome = PathRuns.Select(JsonPath.Parse(path), json, workspace, Steps);

        Assert.Equal(PathOutcome.TooComplex, outcome);
        Assert.Empty(workspace.Nodes.ToArray());
    }

    [Theory]
    [InlineData("$..[?@..x]")]
    [InlineData("$..*..*")]
    [InlineData("$[?@[0].a==$[0]]")]
    [InlineData("$[?!(@[0]==$[1])]")]
    [InlineData("$[?@<'b'||!search(@,'a')]")]
    [InlineData("$[::-1]")]
    public void Select_EveryBudget_IsTheWholeAnswerOrNone(string path)
    {
        const string Json = """[[1,{"a":[1,"x"]}],"abc","b",{"a":{"x":[]}}]""";
        var whole = PathRuns.Select(path, Json);
        var workspace = new PathWorkspace();
        var parsed = JsonPath.Parse(path);
        for (var steps = 0; steps < 500; steps++)
        {
            var outcome = PathRuns.Select(parsed, Json, workspace, steps);
            var count = workspace.Nodes.Length;
            Assert.True(
                outcome is PathOutcome.TooComplex ? count == 0 : outcome is PathOutcome.Missing == (whole == "[]"), $"{steps} steps: {outcome}");
        }

        Assert.NotEqual(PathOutcome.TooComplex, PathRuns.Select(parsed, Json, workspace, 500));
    }

    [Theory]
    [InlineData(@"""{0}""", @"""x""")]
    [InlineData(@"[""{0}""]", @"[""x"",1]")]
    public void Select_EqualityThatLengthsRefuse_TakesFewSteps(string selected, string item)
    {
        var json = $$"""{"selected":{{selected.Replace("{0}", Repeat(@"\n", 250_000), StringComparison.Ordinal)}},"items":[{{Many($$"""{"id":{{item}}}""", 3_000)}}]}""";

        Assert.Equal(PathOutcome.Missing, PathRuns.Select(JsonPath.Parse("$.items[?@.id==$.selected]"), json, new PathWorkspace(), Steps));
    }

    [Fact]
    public void Read_ArrayOfValuesOverItsLength_IsTooComplex()
    {
        var json = $"[[\"{new string('x', 600_000)}\"]]";

        Assert.Equal(PathOutcome.Found, PathRuns.Read("$[*]", json).Outcome);
        Assert.Equal(PathOutcome.TooComplex, PathRuns.Read("$..*", json).Outcome);
    }

    [Theory]
    [InlineData(0, PathOutcome.Found)]
    [InlineData(1, PathOutcome.TooComplex)]
    public void Read_ArrayAtItsLength_IsMeasuredByWhatIsWritten(int more, object outcome)
    {
        var json = $$"""{"a" : [ "{{new string('x', PathLimits.TextLength - 7 + more)}}" , [ ] ] }""";

        Assert.Equal(outcome, PathRuns.Read("$.a[*]", json).Outcome);
    }

    [Fact]
    public void Read_MuchWhiteSpaceBehindAContainer_IsNotPartOfTheArray() =>
        Assert.Equal("[{}]", PathRuns.Read("$.a[*]", $$"""{"a":[{}]{{new string(' ', PathLimits.TextLength)}}}""").Text);

    [Theory]
    [MemberData(nameof(HostileResults))]
    public void Read_WritingOverTheBudget_IsTooComplex(string path, string json) =>
        Assert.Equal((PathOutcome.TooComplex, null), (PathRuns.Read(path, json).Outcome, PathRuns.Read(path, json).Text));

    private static string Escaped(string escape, int count) => $"\"{Repeat($"\\{escape}", count)}\"";

    private static string Many(string item, int count) => string.Join(',', Enumerable.Repeat(item, count));

    private static string Nest(string json, int depth) => Repeat("[", depth) + json + Repeat("]", depth);

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
