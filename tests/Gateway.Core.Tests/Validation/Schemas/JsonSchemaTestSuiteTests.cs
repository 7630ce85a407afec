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

    /// <summary>
    /// Of draft 4 those about formats and large numbers are among them. Missed are, in draft 7, what strings hold by
    /// <c>contentEncoding</c> and <c>contentMediaType</c>, which only annotate here as in later drafts, wherever a schema of draft 2019-09 is
    /// referred to, which is not known, and what is no pattern by the format <c>regex</c>, which only annotates here.
    /// </summary>
    [Theory]
    [InlineData("draft4", 319, 0)]
    [InlineData("draft6", 431, 0)]
    [InlineData("draft7", 781, 13)]
    [InlineData("draft2020-12", 918, 8)]
    public void JsonSchemaTestSuite_OptionalCases_PassButForAnnotationsAndAnUnknownDraft(string draft, int count, int missedCount)
    {
        var (passed, missed) = SchemaSuite.RunOptional(draft);

        output.WriteLine($"{draft} optional {passed}/{passed + missed.Count}");
        Assert.Equal((count, missedCount), (passed, missed.Count));
        Assert.All(missed, miss => Assert.True(
            (draft == "draft7" && miss.StartsWith("content: ", StringComparison.Ordinal))
                || miss.StartsWith("regex: ", StringComparison.Ordinal)
                || miss.StartsWith("ecmascript-regex: ", StringComparison.Ordinal)
                || (miss.StartsWith("cross-draft: ", StringComparison.Ordinal) && miss.Contains("draft/2019-09/schema' is not known", StringComparison.Ordinal)),
            miss));
    }
}
