using System.Text;
using Gateway.Core.Mapping.Paths;
using Gateway.Core.Pipeline.Documents;
using Gateway.Core.Tests.Support;
using Xunit;

namespace Gateway.Core.Tests.Mapping.Paths;

public class JsonPathTests
{
    private const string Json = """{"a":{"b":[{"c-d":1},{"c-d":"two"}],"0x":true,"n":null},"b":"x"}""";

    [Theory]
    [InlineData("$", true)]
    [InlineData("$.a[0]['b'][-1]", true)]
    [InlineData("$ .a", true)]
    [InlineData("$.*", false)]
    [InlineData("$..a", false)]
    [InlineData("$['a','a']", false)]
    [InlineData("$[0:1]", false)]
    [InlineData("$[?@.a]", false)]
    public void IsSingular_PathOfNamesAndIndexesAlone_IsTrue(string path, bool isSingular) =>
        Assert.Equal(isSingular, JsonPath.Parse(path).IsSingular);

    [Theory]
    [InlineData("a.b[0].c-d", "1")]
    [InlineData("a.b[-1].c-d", "two")]
    [InlineData("a.0x", "true")]
    [InlineData("['a'].b[1]['c-d']", "two")]
    [InlineData("b", "x")]
    [InlineData("a..c-d", """[1,"two"]""")]
    [InlineData("..c-d", """[1,"two"]""")]
    [InlineData("a.b[?@.c-d==1]", """[{"c-d":1}]""")]
    public void ParseReference_ExpressionOfTheReference_FindsThePart(string path, string text) =>
        Assert.Equal(text, JsonPath.ParseReference(path).Read(Encoding.UTF8.GetBytes(Json), JsonReading.Strict, new PathWorkspacePool(), 1_000).Text);

    [Fact]
    public void Parse_LongestPath_IsReadAndRunsOnASmallStack()
    {
        var names = string.Concat(Enumerable.Repeat(".a", 499));
        var wildcards = string.Concat(Enumerable.Repeat(".*", 499));
        var json = string.Concat(Enumerable.Repeat("""{"a":""", 499)) + "7" + new string('}', 499);
        var reading = JsonReading.Strict with { MaxDepth = 1_000 };

        Assert.Equal("7", SmallStack.Run(() => PathRuns.Read("$" + names, json, reading).Text));
        Assert.Equal("[7]", SmallStack.Run(() => PathRuns.Read("$" + wildcards, json, reading).Text));
    }

    [Fact]
    public void Parse_DeepestFilters_RunOnASmallStack()
    {
        var filters = "$" + string.Concat(Enumerable.Repeat("[?@", 50)) + new string(']', 50);
        var json = new string('[', 60) + new string(']', 60);

        var text = SmallStack.Run(() => PathRuns.Read(filters, json).Text);

        Assert.Equal($"[{new string('[', 59)}{new string(']', 59)}]", text);
    }

    [Fact]
    public void Find_PathThatIsNotSingular_IsAMistakeOfTheCaller() =>
        Assert.Throws<InvalidOperationException>(() => JsonPath.Parse("$.*").Find("{}"u8, JsonReading.Strict, out _));

    [Theory]
    [InlineData("$.b", "x")]
    [InlineData("$.a.b", """[{"c-d":1},{"c-d":"two"}]""")]
    [InlineData("$.a['0x']", "true")]
    [InlineData("$..['c-d']", """[1,"two"]""")]
    [InlineData("$..n", "[null]")]
    public void Read_ValueThatIsThere_IsFoundWithItsText(string path, string text) =>
        Assert.Equal(new PathText(PathOutcome.Found, text, JsonFault.None), PathRuns.Read(path, Json));

    [Theory]
    [InlineData("$.x")]
    [InlineData("$.a.n")]
    [InlineData("$.a.b[2]")]
    [InlineData("$.a.b[-3]")]
    [InlineData("$.b[0]")]
    [InlineData("$.b.c")]
    [InlineData("$..x")]
    public void Read_NothingOrNull_IsMissing(string path) =>
        Assert.Equal(new PathText(PathOutcome.Missing, null, JsonFault.None), PathRuns.Read(path, Json));

    [Theory]
    [InlineData("$.a", """{"a":1,"a":2}""", nameof(JsonFault.DuplicateName))]
    [InlineData("$.*", """{"a":1,"a":2}""", nameof(JsonFault.DuplicateName))]
    [InlineData("$.a", """{"a":1""", nameof(JsonFault.Malformed))]
    [InlineData("$.*", """{"a":1""", nameof(JsonFault.Malformed))]
    public void Read_DocumentThatCannotBeReadWithoutDoubt_IsFaulty(string path, string json, string fault) =>
        Assert.Equal(new PathText(PathOutcome.Faulty, null, Enum.Parse<JsonFault>(fault)), PathRuns.Read(path, json));
}
