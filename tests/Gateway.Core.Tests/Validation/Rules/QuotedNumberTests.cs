using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Gateway.Core.Pipeline.Documents;
using Gateway.Core.Validation.Rules;
using Gateway.Core.Validation.Schemas;
using Xunit;

namespace Gateway.Core.Tests.Validation.Rules;

/// <summary>Strings that System.Text.Json binds as numbers, which must not get past what a schema asks of numbers.</summary>
public class QuotedNumberTests
{
    private static readonly Type[] Types =
        [typeof(int), typeof(byte), typeof(ulong), typeof(double), typeof(float), typeof(decimal), typeof(Half), typeof(Int128), typeof(UInt128)];

    private static readonly JsonSerializerOptions Quoted = new() { NumberHandling = JsonNumberHandling.AllowReadingFromString };
    private static readonly JsonSerializerOptions Named = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };
    private static readonly JsonSerializerOptions Strict = new();

    [Theory]
    [InlineData("5")]
    [InlineData("+5")]
    [InlineData("-5")]
    [InlineData("005")]
    [InlineData("-00.50")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("1E+2")]
    [InlineData("+.5e1")]
    [InlineData("-0")]
    [InlineData(@"\u002d5")]
    [InlineData(@"\u0035\u002e\u0035")]
    public void Validate_QuotedNumber_IsJudgedAsThatNumber(string text)
    {
        var number = JsonSerializer.Deserialize<decimal>($"\"{text}\"", Quoted);

        Assert.Equal("Valid", Validate($$"""{"type":"number","minimum":{{number}},"maximum":{{number}},"enum":[{{number}}]}""", text, Quoted));
        Assert.Equal("Invalid", Validate($$"""{"exclusiveMinimum":{{number}}}""", text, Quoted));
        Assert.Equal("Invalid", Validate("""{"type":"number"}""", text, Strict));
        Assert.Equal("Valid", Validate("""{"exclusiveMinimum":100}""", text, Strict));
    }

    [Theory]
    [InlineData("5")]
    [InlineData("-5")]
    [InlineData("1e2")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData(@"N\u0061N")]
    [InlineData(" 5")]
    [InlineData("5 ")]
    [InlineData(@"\n5")]
    [InlineData(@"5\u0000")]
    [InlineData("1,000")]
    public void Validate_WhateverATypeBinds_IsKeptToTheBounds(string text)
    {
        Assert.Contains(Types, type => Binds(text, type, Quoted));
        Assert.Equal("Invalid", Validate("""{"maximum":-1000}""", text, Quoted));
    }

    [Theory]
    [InlineData("NaN", "Invalid", "Invalid", "Invalid")]
    [InlineData("Infinity", "Valid", "Invalid", "Invalid")]
    [InlineData("-Infinity", "Invalid", "Valid", "Invalid")]
    public void Validate_NamedNumber_IsKeptToTheBoundsByEitherFlag(string text, string atLeast, string atMost, string multiple)
    {
        Assert.All([Quoted, Named], options =>
        {
            Assert.True(Binds(text, typeof(double), options));
            Assert.Equal(atLeast, Validate("""{"minimum":5}""", text, options));
            Assert.Equal(atMost, Validate("""{"maximum":5}""", text, options));
            Assert.Equal(multiple, Validate("""{"multipleOf":1}""", text, options));
        });
        Assert.Equal("Valid", Validate("""{"type":"number"}""", text, Named));
        Assert.Equal("Invalid", Validate("""{"type":"number"}""", text, Quoted));
        Assert.Equal("Invalid", Validate("""{"type":"integer"}""", text, Named));
    }

    [Theory]
    [InlineData(100, "Valid")]
    [InlineData(101, "Invalid")]
    [InlineData(256, "Invalid")]
    [InlineData(257, "Invalid")]
    [InlineData(5_000, "Invalid")]
    public void Validate_QuotedNumberThatIsTooLong_IsKeptToTheBounds(int length, string expected)
    {
        var text = $"{new string('0', length - 1)}5";

        Assert.True(Binds(text, typeof(int), Quoted));
        Assert.Equal(expected, Validate("""{"minimum":5}""", text, Quoted));
        Assert.Equal("Invalid", Validate("""{"minimum":6}""", text, Quoted));
        Assert.Equal("Invalid", Validate("""{"minimum":6}""", text.Replace("0", @"\u0030", StringComparison.Ordinal), Quoted));
        Assert.Equal("Valid", Validate("""{"type":"string","maxLength":5000}""", text, Quoted));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("+")]
    [InlineData("e")]
    [InlineData("five")]
    [InlineData("nan")]
    [InlineData("0x5")]
    [InlineData("5m")]
    [InlineData("+-5")]
    [InlineData("2024-01-01")]
    [InlineData("+49 30 1234")]
    [InlineData("127.0.0.1")]
    public void Validate_OtherText_IsNoNumber(string text)
    {
        Assert.DoesNotContain(Types, type => Binds(text, type, Quoted));
        Assert.Equal("Valid", Validate("""{"minimum":1000}""", text, Quoted));
        Assert.Equal("Invalid", Validate("""{"type":"number"}""", text, Quoted));
    }

    private static bool Binds(string text, Type type, JsonSerializerOptions options) =>
        Record.Exception(() => JsonSerializer.Deserialize($"\"{text}\"", type, options)) is null;

    private static string Validate(string schema, string text, JsonSerializerOptions options)
    {
        var settings = new SchemaSettings { Reading = new JsonReading().As(options) };
        var compiled = SchemaCompiler.Compile(new SchemaSource("the schema", schema, SchemaUri.OfModel("a")), new SchemaLibrary(settings));
        return compiled.Validate(Encoding.UTF8.GetBytes($"\"{text}\""), new Workspace()).Verdict.ToString();
    }
}
