using Gateway.Core.Mapping.Templates.Functions;
using Xunit;

namespace Gateway.Core.Tests.Repository;

public class DocumentedTemplateFunctionsTests
{
    [Theory]
    [InlineData("array")]
    [InlineData("math")]
    [InlineData("object")]
    [InlineData("string")]
    public void Readme_FunctionsOfAFamily_AreThoseOfTheTable(string family)
    {
        var documented = new Markdown("README.md").GetBlocks("text")
            .SelectMany(block => block.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries))
            .Where(name => name.StartsWith(family + ".", StringComparison.Ordinal))
            .ToList();

        Assert.Equal(TemplateFunctions.Suggest(family + ".").Split(", "), documented);
    }
}
