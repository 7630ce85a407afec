using System.Text;
using System.Text.Json;
using Gateway.Core.Pipeline.Documents;
using Gateway.Core.Pipeline.Patterns.CodePoints;
using Gateway.Core.Validation.Rules;
using Gateway.Core.Validation.Schemas;
using Xunit;

namespace Gateway.Core.Tests.Validation.Rules;

/// <summary>Names that the binder takes for one another where its options ignore case: no rule about names may tell them apart.</summary>
public class NameCaseTests
{
    [Theory]
    [InlineData("""{"patternProperties":{"^isAdmin$":false}}""", "Invalid")]
    [InlineData("""{"patternProperties":{"^is[A-B]dm\\u0069n$":false}}""", "Invalid")]
    [InlineData("""{"patternProperties":{"^isAdmin$":true},"additionalProperties":false}""", "Valid")]
    [InlineData("""{"patternProperties":{"^\\p{Ll}+$":true},"additionalProperties":false}""", "Valid")]
    [InlineData("""{"patternProperties":{"^x-":true},"additionalProperties":false}""", "Invalid")]
    [InlineData("""{"propertyNames":{"not":{"pattern":"^isAdmin$"}}}""", "Invalid")]
    [InlineData("""{"propertyNames":{"$ref":"#/$defs/a"},"$defs":{"a":{"not":{"pattern":"^isAdmin$"}}}}""", "Invalid")]
    [InlineData("""{"propertyNames":{"pattern":"^[a-z]+$"}}""", "Valid")]
    [InlineData("""{"propertyNames":{"not":{"const":"isAdmin"}}}""", "Invalid")]
    [InlineData("""{"propertyNames":{"not":{"enum":["a","is\u0041dmin"]}}}""", "Invalid")]
    [InlineData("""{"propertyNames":{"enum":["qty","isAdmin"]}}""", "Valid")]
    [InlineData("""{"propertyNames":{"enum":["qty","isAdmins"]}}""", "Invalid")]
    public void Validate_NameInOtherCase_IsJudgedAsThatName(string schema, string expected)
    {
        Assert.Equal(expected, Validate(schema, """{"isadmin":1}""", ignoresCase: true));
        Assert.Equal(expected, Validate(schema, """{"ISADMIN":1}""", ignoresCase: true));
        Assert.Equal(expected, Validate(schema, """{"\u0049SADMIN":1}""", ignoresCase: true));
    }

    [Theory]
    [InlineData("""{"patternProperties":{"^isAdmin$":false},"propertyNames":{"not":{"const":"isAdmin"}}}""", """{"ISADMIN":1}""", "Valid")]
    [InlineData("""{"patternProperties":{"^isAdmin$":false}}""", """{"isAdmin":1}""", "Invalid")]
    public void Validate_NamesWithCase_AreToldApart(string schema, string document, string expected) =>
        Assert.Equal(expected, Validate(schema, document, ignoresCase: false));

    [Theory]
    [InlineData("""{"pattern":"^a$","propertyNames":{"pattern":"a"}}""", "Invalid")]
    [InlineData("""{"enum":["a"],"propertyNames":{"pattern":"a"}}""", "Invalid")]
    public void Validate_Value_KeepsItsCase(string schema, string expected) =>
        Assert.Equal(expected, Validate(schema, "\"A\"", ignoresCase: true));

    [Fact]
    public void Compile_NamePatternWithBackreference_SaysWhatWouldAllowIt()
    {
        var exception = Assert.Throws<SchemaException>(() => Validate("""{"patternProperties":{"^(a)\\1$":false}}""", "{}", ignoresCase: true));

        Assert.Contains("while PropertyNameCaseInsensitive is set", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData('a')]
    [InlineData('ǆ')]
    [InlineData('k')]
    [InlineData('1')]
    public void Close_CodePoint_AddsWhatTheComparisonTakesForIt(char character)
    {
        var set = CodePointCases.Close(CodePointSet.Of(character));

        Assert.All(Enumerable.Range(0, 0xD800), other => Assert.Equal(
            string.Equals($"{(char)other}", $"{character}", StringComparison.OrdinalIgnoreCase), set.Contains(other)));
    }

    [Theory]
    [InlineData("äöü")]
    [InlineData("ДОМ")]
    [InlineData("𐐨")]
    public void Validate_NameBeyondAscii_IsJudgedAsTheSerializerBindsIt(string name)
    {
        var schema = $$$"""{"patternProperties":{"^{{{name.ToUpperInvariant()}}}$":false}}""";

        Assert.Equal("Invalid", Validate(schema, $$"""{"{{name.ToLowerInvariant()}}":1}""", ignoresCase: true));
        Assert.Equal("Invalid", Validate(schema, $$"""{"{{name.ToUpperInvariant()}}":1}""", ignoresCase: true));
    }

    private static string Validate(string schema, string document, bool ignoresCase)
    {
        var options = new JsonSerializerOptions { PropertyNameCaseInsensitive = ignoresCase };
        var settings = new SchemaSettings { Reading = new JsonReading().As(options), PatternTimeout = TimeSpan.FromSeconds(10) };
        var compiled = SchemaCompiler.Compile(new SchemaSource("the schema", schema, SchemaUri.OfModel("a")), new SchemaLibrary(settings));
        return compiled.Validate(Encoding.UTF8.GetBytes(document), new Workspace()).Verdict.ToString();
    }
}
