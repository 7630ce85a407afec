using System.Text.Json;
using Gateway.Core.Mapping.Templates;
using Xunit;

namespace Gateway.Core.Tests.Mapping.Templates;

/// <summary>What values come to where it is easy to get wrong.</summary>
public class TemplateValueTests
{
    [Theory]
    [InlineData("-", "InvalidOutput")]
    [InlineData("1.", "InvalidOutput")]
    [InlineData("1e", "InvalidOutput")]
    [InlineData("1e+", "InvalidOutput")]
    [InlineData("-0", """{"a":-0}""")]
    [InlineData("1.5e+3", """{"a":1.5e+3}""")]
    public void Render_RawNumber_MustBeAWholeOne(string x, string expected) =>
        Assert.Equal(expected, TemplateLab.Render("""{"a":{{ input.body.x | raw }}}""", JsonSerializer.Serialize(new { x })));
}
