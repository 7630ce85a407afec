using System.Text;
using Gateway.Core.Mapping.Paths;
using Gateway.Core.Pipeline.Documents;
using Xunit;

namespace Gateway.Core.Tests.Mapping.Paths;

public class PathWalkerTests
{
    [Theory]
    [InlineData("$", " [1] ", "[1]")]
    [InlineData("$.a", """{"b":{"a":1},"a": "x" }""", "x")]
    [InlineData("$.a", """{"\u0061":1}""", "1")]
    [InlineData("$['\u00e9']", """{"\u00e9":2}""", "2")]
    [InlineData("$['\U0001F600']", """{"\ud83d\ude00":3}""", "3")]
    [InlineData("$['']", """{"":4}""", "4")]
    [InlineData("$.a.b[0].c", """{"a":{"b":[{"c":{"d": [ ]}},0]}}""", """{"d": [ ]}""")]
    [InlineData("$[-1]", "[1,[2],3]", "3")]
    [InlineData("$[-3][-1]", "[[0,1],[2],3]", "1")]
    [InlineData("$.a", """{"b":1}""", null)]
    [InlineData("$.a", "[1]", null)]
    [InlineData("$[0]", """{"0":1}""", null)]
    [InlineData("$[3]", "[1,2,3]", null)]
    [InlineData("$[-4]", "[1,2,3]", null)]
    [InlineData("$[9007199254740991]", "[1]", null)]
    public void Find_SingularPath_SaysWhereTheValueStands(string path, string json, string? text)
    {
        Assert.Equal(JsonFault.None, Find(path, json, out var found));
        Assert.Equal(text, found);
    }

    [Theory]
    [InlineData("$.a", """{"a":1,"a":1}""")]
    [InlineData("$.a", """{"a":1,"b":2,"\u0061":1}""")]
    [InlineData("$.a.b", """{"a":{"b":1,"b":2}}""")]
    [InlineData("$.a.b", """{"a":{"b":1},"a":{}}""")]
    [InlineData("$.a.b", """{"a":0,"a":{"b":1}}""")]
    [InlineData("$[0].a", """[{"a":1,"a":2},0]""")]
    public void Find_NameOnThePathTwice_IsAFault(string path, string json) => Assert.Equal(JsonFault.DuplicateName, Find(path, json, out _));

    [Theory]
    [InlineData("$.a", """{"b":1,"b":2,"a":{"c":1,"c":2},"x":{"a":1,"a":2}}""")]
    [InlineData("$[1].a", """[{"a":1,"a":2},{"a":3}]""")]
    public void Find_OtherNameTwice_IsNotLookedAt(string path, string json) => Assert.Equal(JsonFault.None, Find(path, json, out _));

    [Theory]
    [InlineData("""{"a":1,"A":2}""", nameof(JsonFault.DuplicateName))]
    [InlineData("""{"A":1,"a":2}""", nameof(JsonFault.DuplicateName))]
    [InlineData("""{"A":1}""", nameof(JsonFault.None))]
    public void Find_ReaderThatIgnoresCase_TakesOnlyTheNameAsWritten(string json, string fault)
    {
        Assert.Equal(fault, Find("$.a", json, out var text, JsonReading.Strict with { IgnoresNameCase = true }).ToString());
        Assert.Null(text);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("""{"a":1}}""")]
    [InlineData("""{"a":1,"b":[}""")]
    [InlineData("""{"a":1,"b":tru}""")]
    [InlineData("""{"a":1} // comment""")]
    [InlineData("""{"a":1,}""")]
    [InlineData("""{"a":"\ud83d"}""")]
    [InlineData("""{"a":["\ude00"]}""")]
    [InlineData("""{"a":{"\ude00":1}}""")]
    [InlineData("""{"\ud800":1,"a":1}""")]
    public void Find_MalformedDocument_IsAFault(string json) => Assert.Equal(JsonFault.Malformed, Find("$.a", json, out _));

    [Fact]
    public void Find_BytesThatAreNoUtf8_IsAFault()
    {
        byte[] json = [.. "{\"b\":\""u8, 0xC3, .. "\",\"a\":1}"u8];

        Assert.Equal(JsonFault.Malformed, JsonPath.Parse("$.a").Find(json, JsonReading.Strict, out _));
    }

    [Fact]
    public void Find_ByteOrderMark_IsPassedOver()
    {
        byte[] json = [0xEF, 0xBB, 0xBF, .. "{\"a\":[1]}"u8];

        Assert.Equal(JsonFault.None, JsonPath.Parse("$.a").Find(json, JsonReading.Strict, out var value));
        Assert.Equal(new PathValue(JsonTokenKind.Array, 8, 3, false), value);
    }

    [Theory]
    [InlineData("$.a", 64, nameof(JsonFault.None))]
    [InlineData("$.a", 65, nameof(JsonFault.TooDeep))]
    [InlineData("$[0]", 64, nameof(JsonFault.None))]
    [InlineData("$[0]", 65, nameof(JsonFault.TooDeep))]
    [InlineData("$[-1]", 64, nameof(JsonFault.None))]
    [InlineData("$[-1]", 65, nameof(JsonFault.TooDeep))]
    [InlineData("$[-1][-1][-1]", 65, nameof(JsonFault.TooDeep))]
    public void Find_NestingOverTheBound_IsAFault(string path, int depth, string fault) =>
        Assert.Equal(fault, Find(path, new string('[', depth) + new string(']', depth), out _).ToString());

    [Theory]
    [InlineData("$.a", 64)]
    [InlineData("$.a", 63)]
    [InlineData("$[-1]", 64)]
    [InlineData("$[-1]", 63)]
    public void Find_MalformedAtTheBoundOfDepth_IsMalformed(string path, int depth) =>
        Assert.Equal(JsonFault.Malformed, Find(path, new string('[', depth) + "}", out _));

    [Fact]
    public void Find_ValueLongerThanItsBound_IsAFault()
    {
        var reading = JsonReading.Strict with { MaxStringLength = 3, MaxNumberLength = 3 };

        Assert.Equal(JsonFault.StringTooLong, Find("$.a", """{"a":"abcd"}""", out _, reading));
        Assert.Equal(JsonFault.NumberTooLong, Find("$.a", """{"a":1234}""", out _, reading));
        Assert.Equal(JsonFault.NumberTooLong, Find("$.a", """{"a":[1234]}""", out _, reading));
        Assert.Equal(JsonFault.None, Find("$.a", """{"b":"abcd","a":1}""", out _, reading));
    }

    [Fact]
    public void Find_ReaderThatTakesCommentsAndTrailingCommas_TakesThem()
    {
        var reading = JsonReading.Strict with { AllowsComments = true, AllowsTrailingCommas = true };

        Assert.Equal(JsonFault.None, Find("$.a[-1]", """{/*x*/"a":[1,/*"a"*/2,],}//""", out var text, reading));
        Assert.Equal("2", text);
    }

    private static JsonFault Find(string path, string json, out string? text, JsonReading? reading = null)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        var fault = JsonPath.Parse(path).Find(bytes, reading ?? JsonReading.Strict, out var value);
        text = value.Kind is null ? null : Encoding.UTF8.GetString(bytes, value.Start, value.Length);
        return fault;
    }
}
