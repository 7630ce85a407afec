using Gateway.Core.Pipeline.Documents;
using Gateway.Core.Validation.Schemas;
using Xunit;

namespace Gateway.Core.Tests.Validation.Schemas.Keywords;

public class TypeKeywordsTests
{
    [Theory]
    [InlineData("enum", """{"enum":[{"a":1,"A":2}]}""")]
    [InlineData("enum", """{"enum":[{"a":{"b":{"a":1,"A":2}}}]}""")]
    [InlineData("const", """{"const":[[{"a":1,"A":[]}]]}""")]
    public void Read_NamesThatCountAsOneForDocuments_IsAFault(string keyword, string schema)
    {
        var settings = new SchemaSettings { Reading = new JsonReading { IgnoresNameCase = true } };

        var exception = Assert.Throws<SchemaException>(
            () => SchemaCompiler.Compile(new SchemaSource("the schema", schema, SchemaUri.OfModel("a")), new SchemaLibrary(settings)));

        var fault = new SchemaFault("the schema", $"/{keyword}", "it has an object with two names that count as one where documents are read.");
        Assert.Equal(fault, Assert.Single(exception.Faults));
    }
}
