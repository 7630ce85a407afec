using Gateway.Core.Tests.Support;
using Xunit;

namespace Gateway.Core.Tests.Validation.Schemas;

/// <summary>
/// Every required case of the public JSON Schema test suite, and of its optional ones those that a draft's users rely on. A case that is missed
/// is listed here with its reason.
/// </summary>
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

    [Theory]
    [InlineData("draft4")]
    [InlineData("draft6")]
    [InlineData("draft7")]
    [InlineData("draft2020-12")]
    public void JsonSchemaTestSuite_OptionalCases_AllPass(string draft)
    {
        var (passed, missed) = SchemaSuite.RunOptional(draft);

        output.WriteLine($"{draft} {passed}/{passed + missed.Count}");
        Assert.Equal("", string.Join("\n", missed));
    }
}
