using Xunit;

namespace Gateway.Core.Tests.Mapping.Paths.Filters;

public class ComparisonConditionTests
{
    [Theory]
    [InlineData("9007199254740993>9007199254740992")]
    [InlineData("0.1<0.10000000000000000001")]
    [InlineData("1e2==100.0")]
    [InlineData("-0==0")]
    [InlineData("1e400>1e399")]
    [InlineData("'\\uFFFF'<'\\uD83D\\uDE00'")]
    [InlineData("'a'<'ab'")]
    [InlineData("'a'!='A'")]
    [InlineData("'1'!=1")]
    [InlineData("null<=null")]
    [InlineData("true>=true")]
    [InlineData("@.none==@.nothing")]
    [InlineData("@.none<=@.nothing")]
    [InlineData("@.none!=null")]
    [InlineData("length('\\uD83D\\uDE00')==1")]
    [InlineData("length(1)==@.none")]
    [InlineData("value($[*])!=null")]
    public void Holds_ComparisonThatIsTrue_Holds(string comparison) => Assert.Equal("[0,1]", Filter(comparison, "[0,1]"));

    [Theory]
    [InlineData("null<null")]
    [InlineData("true<false")]
    [InlineData("'1'<2")]
    [InlineData("1<'2'")]
    [InlineData("@.none<1")]
    [InlineData("@.none==null")]
    [InlineData("$<$")]
    public void Holds_ComparisonThatIsNot_DoesNot(string comparison) => Assert.Equal("[]", Filter(comparison, "[0,1]"));

    [Theory]
    [InlineData("""{"x":[1,{"y":2,"z":"a"}],"w":null}""", """{"w":null,"x":[1.0,{"z":"\u0061","y":20e-1}]}""", true)]
    [InlineData("""[1,2]""", """[2,1]""", false)]
    [InlineData("""{"x":1}""", """{"x":1,"y":2}""", false)]
    [InlineData("\"\\u00e9\"", "\"é\"", true)]
    [InlineData("9007199254740993", "9007199254740992", false)]
    public void Holds_ValuesOfTheDocument_AreEqualByWhatTheyMean(string left, string right, bool areEqual) =>
        Assert.Equal(areEqual ? "[0]" : "[]", PathRuns.Select("$.t[?$.a==$.b]", $$"""{"a":{{left}},"b":{{right}},"t":[0]}"""));

    private static string Filter(string comparison, string json) => PathRuns.Select($"$[?{comparison}]", json);
}
