using Gateway.Core.Pipeline.Documents;
using Xunit;

namespace Gateway.Core.Tests.Mapping.Paths;

public class ResultTextTests
{
    [Theory]
    [InlineData("\"a\\u00e9\\n\\\"\"", "aé\n\"")]
    [InlineData("\"\"", "")]
    [InlineData("-1.50E+3", "-1.50E+3")]
    [InlineData("true", "true")]
    [InlineData("false", "false")]
    [InlineData("null", null)]
    [InlineData("""{ "a \u0041" : [ 1 , "b c" , { } ] , "d" : null }""", """{"a \u0041":[1,"b c",{}],"d":null}""")]
    [InlineData("[\t[ ]\r\n]", "[[]]")]
    public void OfValue_EachKind_IsAsAMappingTakesIt(string json, string? text) => Assert.Equal(text, PathRuns.Read("$", json).Text);

    [Fact]
    public void OfValue_LongTextWithEscapes_IsWhole()
    {
        var text = PathRuns.Read("$.a", $$"""{"a":"{{new string('x', 2_000)}}\u0041"}""").Text;

        Assert.Equal(new string('x', 2_000) + "A", text);
    }

    [Theory]
    [InlineData("""[ "a\n" , null , { "b" : [ 1 ] } , 2 ]""", """["a\n",null,{"b":[1]},2]""")]
    [InlineData("""{"x":{},"y":[ ]}""", "[{},[]]")]
    public void TryWriteNodes_SeveralValues_IsAnArrayOfThem(string json, string text) => Assert.Equal(text, PathRuns.Read("$.*", json).Text);

    [Theory]
    [InlineData("$.a")]
    [InlineData("$['a','b']")]
    public void Write_CommentsAndTrailingCommas_AreLeftOut(string path)
    {
        var reading = JsonReading.Strict with { AllowsComments = true, AllowsTrailingCommas = true };

        var text = PathRuns.Read(path, """{"a":/*1*/{"c":[1,/*2*/],}/*3*/,}//4""", reading).Text;

        Assert.Equal(path == "$.a" ? """{"c":[1]}""" : """[{"c":[1]}]""", text);
    }
}
