using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Gateway.Core.Validation.Types;
using Xunit;

namespace Gateway.Core.Tests.Validation.Types;

public class TypeSchemaScalarTests
{
    [Theory]
    [InlineData(typeof(byte), "0", "255")]
    [InlineData(typeof(sbyte), "-128", "127")]
    [InlineData(typeof(short), "-32768", "32767")]
    [InlineData(typeof(ushort), "0", "65535")]
    [InlineData(typeof(int), "-2147483648", "2147483647")]
    [InlineData(typeof(uint), "0", "4294967295")]
    [InlineData(typeof(long), "-9223372036854775808", "9223372036854775807")]
    [InlineData(typeof(ulong), "0", "18446744073709551615")]
    [InlineData(typeof(Int128), "-170141183460469231731687303715884105728", "170141183460469231731687303715884105727")]
    public void Create_Integer_SaysTheRangeOfTheType(Type type, string minimum, string maximum)
    {
        using var schema = JsonDocument.Parse(TypeSchema.Create(type, TypeContract.Web(), false));

        Assert.Equal("integer", schema.RootElement.GetProperty("type").GetString());
        Assert.Equal(minimum, schema.RootElement.GetProperty("minimum").GetRawText());
        Assert.Equal(maximum, schema.RootElement.GetProperty("maximum").GetRawText());
    }

    [Theory]
    [InlineData(typeof(byte), new[] { "0", "255" }, new[] { "-1", "256", "null", "\"256\"", "1.5", "true" })]
    [InlineData(typeof(int), new[] { "-5", "2147483647" }, new[] { "2147483648", "{}", "[]" })]
    [InlineData(typeof(ulong), new[] { "9223372036854775807" }, new[] { "-1", "null" })]
    [InlineData(typeof(double), new[] { "1", "1.5", "-1e10", "\"1\"", "1.7976931348623157E+308" }, new[] { "null", "true" })]
    [InlineData(typeof(float), new[] { "1", "1.5", "-3.4028235E+38" }, new[] { "null" })]
    [InlineData(typeof(Half), new[] { "1", "1.5", "65504" }, new[] { "null" })]
    [InlineData(typeof(decimal), new[] { "1", "1.5", "\"1\"" }, new[] { "null", "1e30" })]
    [InlineData(typeof(bool), new[] { "true", "false" }, new[] { "\"true\"", "0", "null" })]
    [InlineData(typeof(string), new[] { "\"\"", "\"a\"" }, new[] { "1", "true", "{}", "[]" })]
    [InlineData(typeof(char), new[] { "\"a\"" }, new[] { "\"\"", "\"ab\"", "1", "null" })]
    [InlineData(typeof(Guid), new[] { "\"6F9619FF-8B86-D011-b42d-00C04FC964FF\"" }, new[] { "\"{6F9619FF-8B86-D011-B42D-00C04FC964FF}\"", "\"6F9619FF8B86D011B42D00C04FC964FF\"", "\"\"", "1" })]
    [InlineData(typeof(Uri), new[] { "\"https://a/b?c\"", "\"/relative\"", "\"\"" }, new[] { "1" })]
    [InlineData(typeof(Version), new[] { "\"1.2\"", "\"1.2.3.4\"" }, new[] { "\"1\"", "\"1.2.3.4.5\"", "\"+1.2\"" })]
    [InlineData(typeof(byte[]), new[] { "\"\"", "\"AQID\"", "\"AQI=\"", "\"AQ==\"", "\"AQ ID\"" }, new[] { "\"A-_D\"", "[1]", "\"=AQI\"" })]
    [InlineData(typeof(Memory<byte>), new[] { "\"AQID\"" }, new[] { "\"A-_D\"", "[1]" })]
    public void Create_Scalar_AcceptsWhatTheBinderTakes(Type type, string[] good, string[] bad)
    {
        var contract = TypeContract.Of(type);

        contract.Accepts(good);
        contract.Refuses(bad);
    }

    [Theory]
    [InlineData(typeof(double))]
    [InlineData(typeof(float))]
    [InlineData(typeof(Half))]
    public void Create_NumberThatBindsAsInfinity_IsRefused(Type type)
    {
        var contract = TypeContract.Of(type);
        Assert.All(["1e999", "-1e999", "\"1e999\"", "\"NaN\"", "\"Infinity\""], body => Assert.False(contract.IsValid(body), body));

        var named = TypeContract.Of(type, TypeContract.Web(options => options.NumberHandling |= JsonNumberHandling.AllowNamedFloatingPointLiterals));
        named.Accepts("\"NaN\"", "\"Infinity\"", "1");
    }

    [Theory]
    [InlineData(typeof(DateTime))]
    [InlineData(typeof(DateTimeOffset))]
    public void Create_DateAndTime_AcceptsAlsoWithoutOffset(Type type)
    {
        var contract = TypeContract.Of(type);

        contract.Accepts(
            "\"2026-03-04\"", "\"2026-03-04T10:00\"", "\"2026-03-04T10:00Z\"", "\"2026-03-04T10:00:00\"", "\"2026-03-04T10:00:00.1234567890123456Z\"",
            "\"2026-03-04T10:00:00+14:00\"", "\"2026-03-04T10:00:00-05\"", "\"2026-12-31T23:59:59.9+01:30\"");
        contract.Refuses(
            "\"yesterday\"", "\"2026-3-04\"", "\"2026-13-01\"", "\"2026-03-32\"", "\"2026-03-04T10\"", "\"2026-03-04 10:00\"", "\"2026-03-04T24:00:00\"",
            "\"2026-03-04T10:00:60\"", "\"2026-03-04T10:00:00.12345678901234567\"", "\"2026-03-04T10:00:00+0100\"",
            "\"2026-03-04Z\"", "\"2026-03-04t10:00:00z\"", "\"2026-03-04T10:00.5\"", "1", "null");
        contract.RefusesLess("\"2026-02-30\"", "\"2026-03-04T10:00:00.\"", "\"0000-01-01\"");
    }

    [Fact]
    public void Create_DateOnly_AcceptsADateAlone()
    {
        var contract = TypeContract.Of<DateOnly>();

        contract.Accepts("\"2026-03-04\"");
        contract.Refuses("\"2026-03-04T00:00:00\"", "\"2026-3-4\"", "null");
    }

    [Fact]
    public void Create_TimeOnly_AcceptsATimeOfOneDay()
    {
        var contract = TypeContract.Of<TimeOnly>();

        contract.Accepts("\"10:00\"", "\"1:5\"", "\"23:59:59.1234567\"", "\"001:00:00\"");
        contract.Refuses("\"24:00\"", "\"10\"", "\"-10:00\"", "\"1.10:00:00\"", "\"10:60\"", "\"10:00:00.12345678\"");
    }

    [Fact]
    public void Create_TimeSpan_AcceptsTheConstantFormat()
    {
        var contract = TypeContract.Of<TimeSpan>();

        contract.Accepts("\"1\"", "\"-1\"", "\"1:5\"", "\"1.10:00\"", "\"-1.10:00:00.5\"", "\"01.1:00:00\"", "\"1:005\"");
        contract.Refuses("\"PT1H\"", "\"1.\"", "\"1.1\"", "\"24:00\"", "\"00:60:00\"", "\"+1\"", "\" 1\"", "\"1:10:00:00\"", "\"1:1.5\"");
    }

    /// <summary>Texts that are nearly right, so that a pattern and the parser behind it are held against each other where they could differ.</summary>
    [Theory]
    [InlineData(typeof(DateTime), "2026-03-04T10:20:30.5+01:00")]
    [InlineData(typeof(DateTimeOffset), "2026-03-04T10:20:30Z")]
    [InlineData(typeof(DateOnly), "2026-03-04")]
    [InlineData(typeof(TimeOnly), "10:20:30.5")]
    [InlineData(typeof(TimeSpan), "-3.10:20:30.5")]
    [InlineData(typeof(Guid), "6f9619ff-8b86-d011-b42d-00c04fc964ff")]
    [InlineData(typeof(Version), "1.2.3")]
    public void Create_TextsWithOneChange_RefusesNoneThatTheBinderTakes(Type type, string text)
    {
        var contract = TypeContract.Of(type);
        var random = new Random(20260304);
        for (var i = 0; i < 3000; i++)
        {
            var at = random.Next(text.Length);
            var character = "0123456789:.-+TZ a"[random.Next(18)].ToString();
            var changed = random.Next(3) switch
            {
                0 => text.Remove(at, random.Next(1, text.Length - at + 1)),
                1 => text.Insert(at, character),
                _ => text.Remove(at, 1).Insert(at, character),
            };

            Assert.True(contract.IsValid($"\"{changed}\"") || !contract.IsBound($"\"{changed}\""), changed);
        }
    }

    [Theory]
    [InlineData(typeof(JsonElement))]
    [InlineData(typeof(JsonDocument))]
    [InlineData(typeof(JsonNode))]
    [InlineData(typeof(object))]
    public void Create_AnyJson_AcceptsAnything(Type type) => TypeContract.Of(type).Accepts("null", "1", "\"a\"", "{\"a\":[1]}", "[{}]", "true");

    [Fact]
    public void Create_JsonObjectAndArray_SayTheirKind()
    {
        Assert.False(TypeContract.Of<JsonObject>().IsValid("[]"));
        TypeContract.Of<JsonObject>().Accepts("{\"a\":{\"b\":1}}");
        Assert.False(TypeContract.Of<JsonArray>().IsValid("{}"));
        TypeContract.Of<JsonArray>().Accepts("[1,{}]");
        Assert.False(TypeContract.Of<JsonValue>().IsValid("{}"));
    }

    [Fact]
    public void Create_NullableScalar_AcceptsNull()
    {
        var contract = TypeContract.Of<int?>();

        contract.Accepts("null", "1");
        contract.Refuses("\"a\"", "2147483648");
    }
}
