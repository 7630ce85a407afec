using System.Text;
using Gateway.Core.Pipeline.Documents;
using Gateway.Core.Tests.Support;
using Gateway.Core.Validation;
using Gateway.Core.Validation.Rules;
using Gateway.Core.Validation.Schemas;
using Xunit;

namespace Gateway.Core.Tests.Validation;

/// <summary>Schemas and documents made to take all time, memory or stack: each has its verdict, on a stack of 1 MB.</summary>
public class SchemaAbuseTests
{
    private const int Deepest = 1_000;

    private static readonly SchemaSettings Deep = new() { Reading = new JsonReading { MaxDepth = Deepest } };

    [Theory]
    [InlineData("[", "")]
    [InlineData("[", "]")]
    [InlineData("{\"a\":", "")]
    [InlineData("[{\"a\":", "}]")]
    public void Validate_HundredThousandLevels_IsTooComplex(string open, string close) =>
        Assert.Equal("TooComplex TooDeep", Validate("{}", $"{Repeat(open, 100_000)}1{Repeat(close, 100_000)}"));

    [Theory]
    [InlineData("""{"items":{"$ref":"#"}}""")]
    [InlineData("""{"contains":{"$ref":"#"},"minContains":0}""")]
    [InlineData("""{"prefixItems":[{"$ref":"#"}],"uniqueItems":true}""")]
    [InlineData("""{"unevaluatedItems":{"$ref":"#"}}""")]
    public void Validate_DeepestArray_IsTooComplexToFollow(string schema) =>
        Assert.Equal("TooComplex None", Validate(schema, $"{Repeat("[", Deepest)}{Repeat("]", Deepest)}", Deep));

    [Theory]
    [InlineData("""{"properties":{"a":{"$ref":"#"}}}""")]
    [InlineData("""{"additionalProperties":{"$ref":"#"}}""")]
    [InlineData("""{"patternProperties":{"a":{"$ref":"#"}}}""")]
    [InlineData("""{"unevaluatedProperties":{"$ref":"#"}}""")]
    [InlineData("""{"properties":{"a":{"$ref":"#"}},"additionalProperties":{"$ref":"#"},"propertyNames":{"minLength":1},"uniqueItems":true}""")]
    [InlineData("""{"properties":{"a":{"anyOf":[{"not":{"if":{"allOf":[{"$ref":"#"}]},"else":true,"then":false}}]}}}""")]
    [InlineData("""{"dependentSchemas":{"a":{"properties":{"a":{"oneOf":[{"$ref":"#"},false]}}}}}""")]
    [InlineData("""{"$dynamicAnchor":"n","properties":{"a":{"$dynamicRef":"#n"}},"unevaluatedProperties":false}""")]
    public void Validate_DeepestObject_IsTooComplexToFollow(string schema) =>
        Assert.Equal("TooComplex None", Validate(schema, $"{Repeat("{\"a\":", Deepest - 1)}{{}}{Repeat("}", Deepest - 1)}", Deep));

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"a\":", "}")]
    public void Validate_DeepestItemsThatAreEqual_AreFoundToBe(string open, string close)
    {
        var item = $"{Repeat(open, Deepest - 1)}1{Repeat(close, Deepest - 1)}";

        Assert.Equal("Invalid None", Validate("""{"uniqueItems":true}""", $"[{item},{item}]", Deep));
        Assert.Equal("Invalid None", Validate("""{"enum":[[1]]}""", item, Deep));
    }

    [Theory]
    [InlineData(JsonSchemaDraft.Draft4)]
    [InlineData(JsonSchemaDraft.Draft202012)]
    public void Compile_ChainOfTenThousandReferences_IsRefused(JsonSchemaDraft draft)
    {
        var links = Enumerable.Range(0, 9_999).Select(i => $$"""  "d{{i}}":{"$ref":"#/definitions/d{{i + 1}}"}  """);
        var schema = $$$"""{"$ref":"#/definitions/d0","definitions":{{{{string.Join(',', links)}}},"d9999":{} } }""";

        var exception = Assert.Throws<SchemaException>(() => Validate(schema, "1", new SchemaSettings { DefaultDraft = draft }));

        Assert.Contains("more than 200 schemas", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"$ref":"#"}""")]
    [InlineData("""{"allOf":[{"anyOf":[{"$ref":"#/$defs/a"}]}],"$defs":{"a":{"not":{"if":{"$ref":"#"}}}}}""")]
    [InlineData("""{"$ref":"#/$defs/a","$defs":{"a":{"$ref":"#/$defs/b"},"b":{"dependentSchemas":{"a":{"$ref":"#/$defs/a"}}}}}""")]
    public void Compile_ReferenceThatComesBack_IsRefused(string schema) =>
        Assert.Contains("would never end", Assert.Throws<SchemaException>(() => Validate(schema, "{}")).Message, StringComparison.Ordinal);

    [Fact]
    public void Validate_DynamicReferenceThatComesBack_IsTooComplex() => Assert.Equal("TooComplex None", Validate(
        """{"$dynamicAnchor":"n","$ref":"b","$defs":{"b":{"$id":"b","$dynamicRef":"#n","$defs":{"n":{"$dynamicAnchor":"n"}}}}}""", "1"));

    [Theory]
    [InlineData("allOf", 60, "Valid None")]
    [InlineData("allOf", 100, null)]
    [InlineData("allOf", 100_000, null)]
    [InlineData("oneOf", 60, "Valid None")]
    [InlineData("items", 100_000, null)]
    public void Validate_NestedSchemas_HaveAVerdictOrAreRefused(string keyword, int depth, string? expected)
    {
        var schema = $"{Repeat($"{{\"{keyword}\":[", depth)}true{Repeat("]}", depth)}";

        Assert.Equal(expected, Record.Exception(() => Validate(schema, "1")) is SchemaException ? null : Validate(schema, "1"));
    }

    [Theory]
    [InlineData("allOf", "{}")]
    [InlineData("oneOf", "{}")]
    [InlineData("oneOf", "{\"type\":\"string\"}")]
    [InlineData("anyOf", "{\"type\":\"string\"}")]
    public void Validate_TwiceAsMuchAtEveryLevel_IsTooComplex(string keyword, string last)
    {
        var levels = Enumerable.Range(0, 40).Select(i =>
        {
            var next = $$$"""{"not":{"$ref":"#/$defs/d{{{i + 1}}}"}}""";
            return $$"""  "d{{i}}":{"{{keyword}}":[{{next}},{{next}}]}  """;
        });
        var schema = $$$"""{"$ref":"#/$defs/d0","$defs":{{{{string.Join(',', levels)}}},"d40":{{{last}}} } }""";

        Assert.Equal("TooComplex None", Validate(schema, "1"));
    }

    [Theory]
    [InlineData("99999.5", "Valid None")]
    [InlineData("500e2", "Invalid None")]
    public void Validate_HundredThousandItems_AreComparedAtOnce(string last, string expected) => Assert.Equal(
        expected, Validate("""{"uniqueItems":true}""", $"[{string.Join(',', Enumerable.Range(0, 100_000))},{last}]"));

    [Theory]
    [InlineData("\"v999\"", "Valid None")]
    [InlineData("1", "Invalid None")]
    [InlineData("{}", "Invalid None")]
    public void Validate_ThousandAlternatives_AreLookedAt(string document, string expected)
    {
        var alternatives = Enumerable.Range(0, 1_000).Select(i => $$"""{"type":"string","const":"v{{i}}"}""");

        Assert.Equal(expected, Validate($$"""{"anyOf":[{{string.Join(',', alternatives)}}]}""", document));
    }

    [Theory]
    [InlineData("""{"items":{"$ref":"#"},"uniqueItems":true}""")]
    [InlineData("""{"items":{"$ref":"#"},"not":{"enum":[[1]]}}""")]
    [InlineData("""{"contains":{"$ref":"#"},"not":{"const":[1]},"unevaluatedItems":false}""")]
    public void Validate_ComparingAtEveryLevel_IsTooComplex(string schema)
    {
        var leaves = string.Join(',', Enumerable.Range(0, 100_000));

        Assert.Equal("TooComplex None", Validate(schema, $"{Repeat("[0,", 60)}[{leaves}]{Repeat("]", 60)}"));
    }

    private static string Repeat(string text, int count) => new StringBuilder(text.Length * count).Insert(0, text, count).ToString();

    private static string Validate(string schema, string document, SchemaSettings? settings = null) => SmallStack.Run(() =>
    {
        var compiled = SchemaCompiler.Compile(new SchemaSource("the schema", schema, SchemaUri.OfModel("a")), new SchemaLibrary(settings ?? new()));
        var outcome = compiled.Validate(Encoding.UTF8.GetBytes(document), new Workspace());
        return $"{outcome.Verdict} {outcome.Fault}";
    });
}
