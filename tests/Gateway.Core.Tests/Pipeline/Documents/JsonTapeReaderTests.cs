using System.Text;
using Gateway.Core.Pipeline.Documents;
using Gateway.Core.Tests.Support.Schemas;
using Xunit;

namespace Gateway.Core.Tests.Pipeline.Documents;

public class JsonTapeReaderTests
{
    private static readonly JsonReading IgnoringCase = new() { IgnoresNameCase = true };

    [Fact]
    public void Read_Document_HasItsTokensInOrder()
    {
        var taped = new TapedJson("""{"a":[1,-2.5],"b\n":"x","c":{},"d":[],"e":[true,false,null]}""");

        var tokens = taped.Json.Tokens.ToArray();
        Assert.Equal(
            [
                JsonTokenKind.Object, JsonTokenKind.Name, JsonTokenKind.Array, JsonTokenKind.Number, JsonTokenKind.Number, JsonTokenKind.Name,
                JsonTokenKind.String, JsonTokenKind.Name, JsonTokenKind.Object, JsonTokenKind.Name, JsonTokenKind.Array, JsonTokenKind.Name,
                JsonTokenKind.Array, JsonTokenKind.True, JsonTokenKind.False, JsonTokenKind.Null,
            ],
            tokens.Select(token => token.Kind));
        Assert.Equal((5, 16), (tokens[0].Count, tokens[0].Next));
        Assert.Equal((2, 5), (tokens[2].Count, tokens[2].Next));
        Assert.Equal((0, 9), (tokens[8].Count, tokens[8].Next));
        Assert.Equal((3, 16), (tokens[12].Count, tokens[12].Next));
        Assert.Equal("-2.5", Encoding.UTF8.GetString(taped.Json.GetText(4)));
        Assert.Equal(("b\\n", true), (Encoding.UTF8.GetString(taped.Json.GetText(5)), tokens[5].IsEscaped));
        Assert.Equal(("x", false), (Encoding.UTF8.GetString(taped.Json.GetText(6)), tokens[6].IsEscaped));
    }

    [Theory]
    [InlineData("[[[]]]", nameof(JsonFault.None))]
    [InlineData("[[[[]]]]", nameof(JsonFault.TooDeep))]
    [InlineData("{\"a\":{\"a\":{}}}", nameof(JsonFault.None))]
    [InlineData("{\"a\":{\"a\":[{}]}}", nameof(JsonFault.TooDeep))]
    [InlineData("[[[[[[[[[[[[[", nameof(JsonFault.TooDeep))]
    public void Read_Depth_HasAnEnd(string json, string expected) => Assert.Equal(expected, Read(json, new JsonReading { MaxDepth = 3 }));

    [Theory]
    [InlineData(1_000, nameof(JsonFault.None))]
    [InlineData(1_001, nameof(JsonFault.TooDeep))]
    public void Read_DepthBeyondAll_EndsAtAThousand(int depth, string expected) =>
        Assert.Equal(expected, Read(new string('[', depth) + new string(']', depth), new JsonReading { MaxDepth = int.MaxValue }));

    [Theory]
    [InlineData("""{"a":1,"b":2,"c":3}""", nameof(JsonFault.None))]
    [InlineData("""{"a":1,"b":2,"c":3,"d":4}""", nameof(JsonFault.TooManyMembers))]
    [InlineData("""[{"a":1,"b":2},{"c":3,"d":4}]""", nameof(JsonFault.None))]
    [InlineData("[1,2,3,4,5]", nameof(JsonFault.None))]
    public void Read_MembersOfAnObject_HaveAnEnd(string json, string expected) =>
        Assert.Equal(expected, Read(json, new JsonReading { MaxMembers = 3 }));

    [Theory]
    [InlineData("""[1,"a",null]""", nameof(JsonFault.None))]
    [InlineData("""[1,"a",null,1]""", nameof(JsonFault.TooManyTokens))]
    [InlineData("""[1,"a",null,[]]""", nameof(JsonFault.TooManyTokens))]
    [InlineData("""{"a":[1]}""", nameof(JsonFault.None))]
    [InlineData("""{"a":1,"b":2}""", nameof(JsonFault.TooManyTokens))]
    public void Read_Tokens_HaveAnEnd(string json, string expected) => Assert.Equal(expected, Read(json, new JsonReading { MaxTokens = 4 }));

    [Theory]
    [InlineData("\"abcdef\"", nameof(JsonFault.None))]
    [InlineData("\"abcdefg\"", nameof(JsonFault.StringTooLong))]
    [InlineData("\"\\u0061\"", nameof(JsonFault.None))]
    [InlineData("\"\\u0061a\"", nameof(JsonFault.StringTooLong))]
    [InlineData("{\"abcdef\":1}", nameof(JsonFault.None))]
    [InlineData("{\"abcdefg\":1}", nameof(JsonFault.StringTooLong))]
    [InlineData("\"ééé\"", nameof(JsonFault.None))]
    [InlineData("\"éééa\"", nameof(JsonFault.StringTooLong))]
    public void Read_StringsAndNames_HaveAnEndInBytes(string json, string expected) =>
        Assert.Equal(expected, Read(json, new JsonReading { MaxStringLength = 6 }));

    [Theory]
    [InlineData("12345", nameof(JsonFault.None))]
    [InlineData("123456", nameof(JsonFault.NumberTooLong))]
    [InlineData("-1e99", nameof(JsonFault.None))]
    [InlineData("[-1e999]", nameof(JsonFault.NumberTooLong))]
    public void Read_Numbers_HaveAnEnd(string json, string expected) => Assert.Equal(expected, Read(json, new JsonReading { MaxNumberLength = 5 }));

    [Theory]
    [InlineData("""{"qty":1,"QTY":-5}""", nameof(JsonFault.None), nameof(JsonFault.DuplicateName))]
    [InlineData("""{"qty":1,"qty":1}""", nameof(JsonFault.DuplicateName), nameof(JsonFault.DuplicateName))]
    [InlineData("""{"qty":1,"q\u0074y":-5}""", nameof(JsonFault.DuplicateName), nameof(JsonFault.DuplicateName))]
    [InlineData("""{"qty":1,"Q\u0054y":-5}""", nameof(JsonFault.None), nameof(JsonFault.DuplicateName))]
    [InlineData("""{"É":1,"é":1}""", nameof(JsonFault.None), nameof(JsonFault.DuplicateName))]
    [InlineData("""{"":1,"":1}""", nameof(JsonFault.DuplicateName), nameof(JsonFault.DuplicateName))]
    [InlineData("""[{"a":{"b":1}},{"a":{"a":1}}]""", nameof(JsonFault.None), nameof(JsonFault.None))]
    [InlineData("""{"a":{"b":[{"c":1,"d":2,"c":3}]}}""", nameof(JsonFault.DuplicateName), nameof(JsonFault.DuplicateName))]
    public void Read_NamesThatCountAsOne_AreAFault(string json, string expected, string expectedIgnoringCase)
    {
        Assert.Equal(expected, Read(json));
        Assert.Equal(expectedIgnoringCase, Read(json, IgnoringCase));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    [InlineData(9_999)]
    public void Read_OneNameTwiceAmongMany_IsAFault(int count)
    {
        var names = Enumerable.Range(0, count).Select(i => $"\"n{i}\":{{}}").ToArray();

        Assert.Equal(nameof(JsonFault.None), Read($"{{{string.Join(',', names)}}}"));
        Assert.Equal(nameof(JsonFault.DuplicateName), Read($"{{{string.Join(',', names)},\"\\u006e0\":1}}"));
        Assert.Equal(nameof(JsonFault.DuplicateName), Read($"{{\"N{count - 1}\":1,{string.Join(',', names)}}}", IgnoringCase));
        Assert.Equal(nameof(JsonFault.None), Read($"{{\"N{count - 1}\":1,{string.Join(',', names)}}}"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("\uFEFF")]
    [InlineData("\uFEFF\uFEFF1")]
    [InlineData(" \uFEFF1")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1 2")]
    [InlineData("{}x")]
    [InlineData("[1]]")]
    [InlineData("[1,]")]
    [InlineData("""{"a":1,}""")]
    [InlineData("/**/1")]
    [InlineData("1//")]
    [InlineData("01")]
    [InlineData("+1")]
    [InlineData("1.")]
    [InlineData("'a'")]
    [InlineData("{a:1}")]
    [InlineData("\"\n\"")]
    [InlineData("""["\ud800"]""")]
    [InlineData("""["\udc00\ud800"]""")]
    [InlineData("""["\ud83dx"]""")]
    [InlineData("""["\ud83d\n"]""")]
    [InlineData("""{"\ud800":1}""")]
    [InlineData("""{"a\udfff":1}""")]
    public void Read_NoJson_IsMalformed(string json) => Assert.Equal(nameof(JsonFault.Malformed), Read(json));

    [Theory]
    [InlineData(new byte[] { (byte)'"', 0xFF, (byte)'"' })]
    [InlineData(new byte[] { (byte)'"', 0xC0, 0x80, (byte)'"' })]
    [InlineData(new byte[] { (byte)'"', 0xED, 0xA0, 0x80, (byte)'"' })]
    [InlineData(new byte[] { (byte)'"', 0xF4, 0x90, 0x80, 0x80, (byte)'"' })]
    [InlineData(new byte[] { (byte)'1', 0x80 })]
    [InlineData(new byte[] { 0xFE, 0xFF, 0, (byte)'1' })]
    public void Read_NoUtf8_IsMalformed(byte[] json) => Assert.Equal(nameof(JsonFault.Malformed), new TapedJson(json).Fault.ToString());

    [Theory]
    [InlineData("\uFEFF{\"a\":1}")]
    [InlineData("\uFEFF \t\r\n1")]
    [InlineData("""["\ud83d\ude00","😀"]""")]
    [InlineData("1e999999")]
    [InlineData("\"\\u0000\"")]
    public void Read_Json_IsRead(string json) => Assert.Equal(nameof(JsonFault.None), Read(json));

    [Fact]
    public void Read_BehindAByteOrderMark_HasItsTextInPlace() =>
        Assert.Equal("a", Encoding.UTF8.GetString(new TapedJson("\uFEFF[\"a\"]").Json.GetText(1)));

    [Fact]
    public void Read_CommentsAndTrailingCommas_AreReadWhereTheyMay()
    {
        var reading = new JsonReading { AllowsComments = true, AllowsTrailingCommas = true };

        Assert.Equal(nameof(JsonFault.None), Read("/*a*/ {\"a\": [1, /*b*/ 2, ], // c\n } //", reading));
        Assert.Equal(nameof(JsonFault.Malformed), Read("[1,,]", reading));
        Assert.Equal(nameof(JsonFault.Malformed), Read("[1,]", reading with { AllowsTrailingCommas = false }));
        Assert.Equal(nameof(JsonFault.Malformed), Read("[1/**/]", reading with { AllowsComments = false }));
    }

    private static string Read(string json, JsonReading? reading = null) => new TapedJson(json, reading).Fault.ToString();
}
