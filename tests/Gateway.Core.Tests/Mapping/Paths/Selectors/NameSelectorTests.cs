using Gateway.Core.Mapping.Paths;
using Gateway.Core.Pipeline.Documents;
using Xunit;

namespace Gateway.Core.Tests.Mapping.Paths.Selectors;

public class NameSelectorTests
{
    [Theory]
    [InlineData("$..a", """[1]""")]
    [InlineData("$..A", null)]
    [InlineData("$..b", null)]
    [InlineData("$..B", "[2]")]
    public void Select_ReaderThatIgnoresCase_FindsTheNameAsWritten(string path, string? text) =>
        Assert.Equal(text, PathRuns.Read(path, """{"a":1,"B":2}""", JsonReading.Strict with { IgnoresNameCase = true }).Text);

    [Fact]
    public void Select_NamesThatDifferByCaseAlone_AreFaultyForAReaderThatIgnoresIt()
    {
        const string Json = """{"a":1,"A":2}""";

        Assert.Equal("[1]", PathRuns.Read("$..a", Json).Text);
        Assert.Equal(
            new PathText(PathOutcome.Faulty, null, JsonFault.DuplicateName),
            PathRuns.Read("$..a", Json, JsonReading.Strict with { IgnoresNameCase = true }));
    }
}
