using System.Text;
using Gateway.Core.Pipeline.Documents;
using Gateway.Core.Validation.Rules;
using Gateway.Core.Validation.Schemas;
using Xunit;

namespace Gateway.Core.Tests.Validation.Rules;

/// <summary>Strings that count as numbers or booleans, too, where that may pass as well as fail.</summary>
public class QuotedValueTests
{
    private static readonly JsonReading Body = new() { ReadsQuotedNumbers = true };
    private static readonly JsonReading Parameter = new() { ReadsQuotedNumbers = true, ReadsQuotedBooleans = true };

    [Theory]
    [InlineData("""{"oneOf":[{"type":"string"},{"type":"number"}]}""", "42", "Valid")]
    [InlineData("""{"oneOf":[{"type":"integer"},{"type":"string"},{"type":"null"}]}""", "42", "Valid")]
    [InlineData("""{"oneOf":[{"type":"string"},{"type":"number"}]}""", "NaN", "Valid")]
    [InlineData("""{"oneOf":[{"type":"string"},{"type":"number"}]}""", "text", "Valid")]
    [InlineData("""{"oneOf":[{"type":"string"},{"type":["string","null"]}]}""", "42", "Invalid")]
    [InlineData("""{"oneOf":[{"type":"integer"},{"type":"number"}]}""", "42", "Invalid")]
    [InlineData("""{"oneOf":[{"minimum":5},{"type":"number"}]}""", "3", "Valid")]
    [InlineData("""{"oneOf":[{"minimum":5},{"type":"number","maximum":2}]}""", "3", "Invalid")]
    [InlineData("""{"oneOf":[{"minimum":5},{"type":"integer"},{"type":"number"}]}""", "3", "Invalid")]
    [InlineData("""{"type":"string","not":{"type":"number"}}""", "42", "Valid")]
    [InlineData("""{"not":{"type":["integer","null"]}}""", "42", "Valid")]
    [InlineData("""{"not":{"type":"string"}}""", "42", "Invalid")]
    [InlineData("""{"not":{"type":"number","maximum":0}}""", "-5", "Invalid")]
    [InlineData("""{"not":{"maximum":0}}""", "-5", "Invalid")]
    [InlineData("""{"not":{"const":-5}}""", "-5", "Invalid")]
    [InlineData("""{"if":{"type":"number"},"then":{"minimum":5}}""", "3", "Invalid")]
    public void Validate_QuotedNumber_IsTakenAsWrittenWhereNothingGetsPast(string schema, string text, string expected) =>
        Assert.Equal(expected, Validate(schema, text, Body));

    [Theory]
    [InlineData("""{"not":{"maximum":0}}""", "TooComplex")]
    [InlineData("""{"not":{"const":-5}}""", "TooComplex")]
    [InlineData("""{"if":{"maximum":0},"then":false}""", "TooComplex")]
    [InlineData("""{"maximum":0}""", "Invalid")]
    [InlineData("""{"anyOf":[{"enum":["a"]},{"type":"string"},{"type":"number","maximum":0}]}""", "Valid")]
    public void Validate_NumberThatIsTooLong_DoesNotPassByFailing(string schema, string expected)
    {
        Assert.Equal(expected, Validate(schema, $"-{new string('0', 120)}5", Body));
        Assert.Equal(expected, Validate(schema, $"-{new string('0', 300)}5", Body));
        Assert.Equal(expected, Validate(schema, $@"\u002d{new string('0', 300)}5", Body));
    }

    [Theory]
    [InlineData("""{"const":true}""", "true", "Valid")]
    [InlineData("""{"const":true}""", "false", "Invalid")]
    [InlineData("""{"type":"boolean","enum":[false,null]}""", "false", "Valid")]
    [InlineData("""{"enum":["true"]}""", "true", "Valid")]
    [InlineData("""{"enum":[true]}""", "True", "Invalid")]
    [InlineData("""{"not":{"const":true}}""", "true", "Invalid")]
    [InlineData("""{"oneOf":[{"type":"boolean"},{"type":"string"}]}""", "true", "Valid")]
    public void Validate_QuotedBoolean_CountsAsThatValue(string schema, string text, string expected) =>
        Assert.Equal(expected, Validate(schema, text, Parameter));

    [Fact]
    public void Validate_QuotedBooleanInABody_IsText() => Assert.Equal("Invalid", Validate("""{"const":true}""", "true", Body));

    private static string Validate(string schema, string text, JsonReading reading)
    {
        var library = new SchemaLibrary(new SchemaSettings { Reading = reading });
        var compiled = SchemaCompiler.Compile(new SchemaSource("the schema", schema, SchemaUri.OfModel("a")), library);
        return compiled.Validate(Encoding.UTF8.GetBytes($"\"{text}\""), new Workspace()).Verdict.ToString();
    }
}
