using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Gateway.Core.Validation.Types;
using Xunit;

namespace Gateway.Core.Tests.Validation.Types;

public class TypeSchemaAnnotationTests
{
    [Theory]
    [InlineData("required", new[] { "\"a\"" }, new[] { "\"\"", "\"  \"", "null" })]
    [InlineData("requiredEmpty", new[] { "\"\"", "\"a\"" }, new[] { "null" })]
    [InlineData("int", new[] { "1", "10" }, new[] { "0", "11" })]
    [InlineData("double", new[] { "0.5", "1.5" }, new[] { "0.49", "1.51" })]
    [InlineData("unbounded", new[] { "0", "1e20" }, new[] { "-0.1", "1e999" })]
    [InlineData("decimal", new[] { "0.01", "999.99" }, new[] { "0.009", "1000" })]
    [InlineData("exclusive", new[] { "0.1", "0.9" }, new[] { "0", "1" })]
    [InlineData("nullableInt", new[] { "1", "null" }, new[] { "0" })]
    [InlineData("stringLength", new[] { "\"ab\"", "\"abcd\"", "null" }, new[] { "\"a\"", "\"abcde\"" })]
    [InlineData("minMax", new[] { "\"ab\"", "\"abcd\"" }, new[] { "\"a\"", "\"abcde\"" })]
    [InlineData("length", new[] { "\"ab\"", "\"abcd\"" }, new[] { "\"a\"", "\"abcde\"" })]
    [InlineData("array", new[] { "[1]", "[1,2]" }, new[] { "[]", "[1,2,3]" })]
    [InlineData("list", new[] { "[1]", "[1,2]", "null" }, new[] { "[]", "[1,2,3]" })]
    [InlineData("map", new[] { "{\"a\":1}" }, new[] { "{}", "{\"a\":1,\"b\":2}" })]
    [InlineData("expression", new[] { "\"A\"", "\"BB\"", "\"\"", "null" }, new[] { "\"xA\"", "\"Ax\"", "\"C\"" })]
    [InlineData("email", new[] { "\"a@b.example\"", "\"jos\u00e9@example.com\"", "\"a b@c\"", "null" }, new[] { "\"a\"", "\"a@b@c\"", "\"@a\"", "\"\"" })]
    [InlineData("url", new[] { "\"HTTPS://a\"", "\"ftp://a\"", "null" }, new[] { "\"a\"", "\"mailto:a@b\"", "\"\"" })]
    [InlineData("uri", new[] { "\"http://a/\"", "null" }, new[] { "\"mailto:a@b\"" })]
    [InlineData("allowed", new[] { "\"a\"", "\"b\"" }, new[] { "\"c\"", "null" })]
    [InlineData("allowedNumber", new[] { "1", "3" }, new[] { "2" })]
    [InlineData("denied", new[] { "\"c\"", "null" }, new[] { "\"a\"", "\"b\"" })]
    [InlineData("deniedNull", new[] { "\"c\"" }, new[] { "null" })]
    [InlineData("base64", new[] { "\"AQID\"", "\"\"" }, new[] { "\"A-_D\"" })]
    [InlineData("bytes", new[] { "\"AQID\"", "\"AQIDBA==\"" }, new[] { "\"\"", "\"AQIDBAUGBw==\"" })]
    [InlineData("color", new[] { "12", "14" }, new[] { "1", "null" })]
    [InlineData("notColor", new[] { "1" }, new[] { "12" })]
    [InlineData("child", new[] { "{\"int\":1}" }, new[] { "null" })]
    public void Create_Annotation_DemandsWhatTheAttributeDoes(string member, string[] good, string[] bad)
    {
        var contract = TypeContract.Of<Annotated>();

        Assert.All(
            good.Select(value => Body(member, value)), body => Assert.True(contract.IsValid(body) && contract.IsSound(body), contract.Text));
        Assert.All(
            bad.Select(value => Body(member, value)), body => Assert.False(contract.IsValid(body) || contract.IsSound(body), contract.Text));
    }

    [Theory]
    [InlineData("""{"name":"ab","count":1}""", true)]
    [InlineData("""{"name":"a","count":1}""", false)]
    [InlineData("""{"name":"ab","count":11}""", false)]
    [InlineData("""{"name":"ab","count":0}""", false)]
    [InlineData("""{"count":1}""", false)]
    public void Create_AnnotationsOfARecord_HoldOnParameterAndProperty(string body, bool isValid) =>
        Assert.Equal(isValid, TypeContract.Of<Recorded>().IsValid(body));

    [Theory]
    [InlineData("bytes", "maxLength", "8")]
    [InlineData("exclusive", "exclusiveMinimum", "true")]
    [InlineData("exclusive", "minimum", "0")]
    [InlineData("decimal", "maximum", "999.99")]
    [InlineData("int", "maximum", "10")]
    [InlineData("expression", "pattern", "\"^(?:A|B+)?$\"")]
    public void Create_Annotation_WritesTheKeyword(string member, string keyword, string value)
    {
        using var schema = JsonDocument.Parse(TypeSchema.Create(typeof(Annotated), TypeContract.Web(), false));

        Assert.Equal(value, schema.RootElement.GetProperty("properties").GetProperty(member).GetProperty(keyword).GetRawText());
    }

    [Fact]
    public void Create_BoundBeyondADecimal_IsWritten() => Assert.Contains("\"maximum\": 1E+300", TypeSchema.Create(typeof(Wide), TypeContract.Web(), false));

    [Fact]
    public void Create_BoundOfTheTypeThatIsNarrower_Stays()
    {
        using var schema = JsonDocument.Parse(TypeSchema.Create(typeof(Annotated), TypeContract.Web(), false));

        Assert.Equal("255", schema.RootElement.GetProperty("properties").GetProperty("byte").GetProperty("maximum").GetRawText());
        Assert.Equal("1", schema.RootElement.GetProperty("properties").GetProperty("byte").GetProperty("minimum").GetRawText());
    }

    [Fact]
    public void Create_RangeOfWholeBoundsOnAFraction_DoesNotRoundAsTheAttributeDoes()
    {
        var contract = TypeContract.Of<Annotated>();
        var body = Body("rounded", "10.4");

        Assert.True(contract.IsSound(body));
        Assert.False(contract.IsValid(body));
    }

    [Fact]
    public void Create_AnnotationWithoutKeyword_LeavesTheValueToTheApp()
    {
        var contract = TypeContract.Of<Annotated>();

        Assert.All(
            [Body("phone", "\"x\""), Body("dates", "\"2020-01-01\""), Body("textRange", "\"50\"")],
            body => Assert.True(contract.IsValid(body) && !contract.IsSound(body)));
    }

    private static string Body(string member, string value)
    {
        var given = new Dictionary<string, string>
        {
            ["required"] = "\"a\"",
            ["requiredEmpty"] = "\"\"",
            ["allowed"] = "\"a\"",
            ["deniedNull"] = "\"c\"",
            ["color"] = "12",
            ["child"] = "{}",
        };
        given[member] = value;
        return $"{{{string.Join(',', given.Select(pair => $"\"{pair.Key}\":{pair.Value}"))}}}";
    }

    internal sealed record Recorded([StringLength(5, MinimumLength = 2)][Required] string? Name, [property: Range(1, 10)] int Count);

    internal sealed class Wide
    {
        [Range(0, 1e300)]
        public double Huge { get; set; }
    }
}
