using Gateway.Core.Tests.Support;
using Xunit;

namespace Gateway.Core.Tests.Validation.Schemas;

/// <summary>Every required case of the public JSON Schema test suite, and its optional ones about formats and large numbers in draft 4.</summary>
public class JsonSchemaTestSuiteTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("draft4", 618)]
    [InlineData("draft6", 839)]
    [InlineData("draft7", 927)]
    [InlineData("draft2020-12", 1299)]
    public void JsonSchemaTestSuite_RequiredCases_AllPass(string draft, int count)
    {
        var (passed, missed) = SchemaSuite.Run(draft);

        output.WriteLine($"{draft} {passed}/{passed + missed.Count}");
        Assert.Empty(missed);
        Assert.Equal(count, passed);
    }
}
