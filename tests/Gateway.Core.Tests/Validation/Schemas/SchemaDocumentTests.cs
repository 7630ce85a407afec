using Gateway.Core.Validation.Schemas;
using Xunit;

namespace Gateway.Core.Tests.Validation.Schemas;

public class SchemaDocumentTests
{
    [Theory]
    [InlineData("""{"$id":"\ud800"}""")]
    [InlineData("""{"\udc00":{}}""")]
    [InlineData("""{"required":["\ud800a"]}""")]
    public void Parse_HalfASurrogatePair_IsAFault(string text)
    {
        var exception = Assert.Throws<SchemaException>(() => Parse(text));

        Assert.Equal("a string has half of a surrogate pair, which is no character.", Assert.Single(exception.Faults).Message);
    }

    [Fact]
    public void Parse_HalfASurrogatePairInTheText_IsAFault() =>
        Assert.Throws<SchemaException>(() => Parse($"{{\"const\":\"{'\ud800'}\"}}"));

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{}{}")]
    [InlineData("{/**/}")]
    [InlineData("""{"a":1,}""")]
    public void Parse_NoJson_IsAFaultWithItsPlace(string text)
    {
        var exception = Assert.Throws<SchemaException>(() => Parse(text));

        Assert.StartsWith("it is not JSON (line 1, column ", Assert.Single(exception.Faults).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(128, null)]
    [InlineData(129, "it is nested deeper than 128 levels.")]
    public void Parse_Depth_HasAnEnd(int depth, string? fault)
    {
        var text = new string('[', depth) + new string(']', depth);

        Assert.Equal(fault, Record.Exception(() => Parse(text)) is SchemaException exception ? exception.Faults[0].Message : null);
    }

    private static SchemaDocument Parse(string text) => SchemaDocument.Parse(new SchemaSource("the schema", text, SchemaUri.OfModel("a")));
}
