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
        { "$[?match(@,'(a|b)*a(a|b){100}c')]", $"[{string.Join(',', Enumerable.Repeat($"\"{new string('a', 10_000)}\"", 50))}]" },
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

    [Fact]
    public void Read_ArrayOfValuesOverItsLength_IsTooComplex()
    {
        var json = $"[[\"{new string('x', 600_000)}\"]]";

        Assert.Equal(PathOutcome.Found, PathRuns.Read("$[*]", json).Outcome);
        Assert.Equal(PathOutcome.TooComplex, PathRuns.Read("$..*", json).Outcome);
    }

    private static string Nest(string json, int depth) => Repeat("[", depth) + json + Repeat("]", depth);

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
