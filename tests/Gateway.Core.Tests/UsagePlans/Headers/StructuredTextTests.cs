using Gateway.Core.UsagePlans.Headers;
using Xunit;

namespace Gateway.Core.Tests.UsagePlans.Headers;

public class StructuredTextTests
{
    [Theory]
    [InlineData("", "\"\"")]
    [InlineData("free-rate", "\"free-rate\"")]
    [InlineData("free rate ~!@#$^&*()[]{};:,./?", "\"free rate ~!@#$^&*()[]{};:,./?\"")]
    [InlineData("a\"b\\c", "\"a\\\"b\\\\c\"")]
    [InlineData("\r\nx-evil: 1\t\u007f", "\"%0D%0Ax-evil: 1%09%7F\"")]
    [InlineData("grün €", "\"gr%C3%BCn %E2%82%AC\"")]
    [InlineData("😀", "\"%F0%9F%98%80\"")]
    [InlineData("50% off %C3", "\"50%25 off %25C3\"")]
    public void Quote_AnyText_IsAStructuredString(string text, string quoted) => Assert.Equal(quoted, StructuredText.Quote(text));

    [Fact]
    public void Quote_HalfOfAPair_IsTheReplacementCharacter() => Assert.Equal("\"%EF%BF%BD\"", StructuredText.Quote("\ud83d"));

    [Fact]
    public void Quote_EveryCharacter_StaysInTheRangeOfTheGrammar()
    {
        for (var unit = 0; unit <= char.MaxValue; unit++)
        {
            var inner = StructuredText.Quote(((char)unit).ToString())[1..^1];

            Assert.Matches("""^([ !#-\[\]-~]|\\"|\\\\)+$""", inner);
        }
    }
}
