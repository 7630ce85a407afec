using System.Text.RegularExpressions;
using Gateway.Core.Pipeline.Patterns;
using Xunit;

namespace Gateway.Core.Tests.Pipeline.Patterns;

public class EcmaPatternBacktrackingTests
{
    private static readonly TimeSpan Ample = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData("^(?=.*\\d)(?=.*[a-z]).{8,}$", "abcdefg1", true)]
    [InlineData("^(?=.*\\d)(?=.*[a-z]).{8,}$", "abcdefgh", false)]
    [InlineData("^(?!aws:).*$", "aws:x", false)]
    [InlineData("^(?!aws:).*$", "axs:x", true)]
    [InlineData("(?<=\\$)\\d+", "$12", true)]
    [InlineData("(?<!\\$)\\b\\d+", "$12", false)]
    [InlineData("^(['\"]).*\\1$", "'a'", true)]
    [InlineData("^(['\"]).*\\1$", "'a\"", false)]
    [InlineData("^(?<q>a|b)\\k<q>$", "aa", true)]
    [InlineData("^(?<q>a|b)\\k<q>$", "ab", false)]
    [InlineData("^(a)(?:b)(?<n>c)\\2\\1$", "abcca", true)]
    [InlineData("^(a)?\\1b$", "b", true)]
    [InlineData("^(a)?\\1b$", "aab", true)]
    [InlineData("^(a)?\\1b$", "ab", false)]
    [InlineData("^(a|b){2,3}?\\1$", "abb", true)]
    public void IsMatch_WithTimeout_HasTheMeaningOfEcma262(string pattern, string text, bool expected) =>
        Assert.Equal(expected, EcmaPattern.Create(pattern, Ample).IsMatch(text));

    [Theory]
    [InlineData("^(.)\\1$", "\u00e9\u00e9", true)]
    [InlineData("^(.)\\1$", "\u00e9\u00ea", false)]
    [InlineData("^(.)\\1$", "\U0001F432\U0001F432", true)]
    [InlineData("^(.)\\1$", "\U0001F432\U0001F433", false)]
    [InlineData("^(?=.$)", "\U0001F432", true)]
    [InlineData("^(?=..$)", "\U0001F432", false)]
    [InlineData("(?<=^.)a", "\U0001F432a", true)]
    [InlineData("(?<=\\b)\u00e9", "\u00e9", false)]
    [InlineData("(?=a)\\ba", "\u00e9a", true)]
    [InlineData("(?=\\d)\\d", "\u0661", false)]
    [InlineData("^(?=\\p{L})[^\u00e9]$", "\u00e9", false)]
    [InlineData("^(?=\\p{L})[^\u00e9]$", "\u00ea", true)]
    [InlineData("(?=[])a", "a\u00e9", false)]
    [InlineData("^(?=[^]{3}$)", "\u00e9\n\U0001F432", true)]
    public void IsMatch_BeyondAscii_TakesACodePointForOneCharacter(string pattern, string text, bool expected) =>
        Assert.Equal(expected, EcmaPattern.Create(pattern, Ample).IsMatch(text));

    [Fact]
    public void IsMatch_LongTextBeyondAscii_FitsItsBuffer()
    {
        var schema = EcmaPattern.Create("^(\u00e9)+\\1(?!.)", Ample);

        Assert.True(schema.IsMatch(new string('\u00e9', 129)));
        Assert.False(schema.IsMatch(new string('\u00e9', 5_000) + "a"));
    }

    [Fact]
    public void IsMatch_TimeRunsOut_ThrowsTheTimeout()
    {
        var schema = EcmaPattern.Create("^(a+)+\\1b$", TimeSpan.FromMilliseconds(1));

        Assert.Throws<RegexMatchTimeoutException>(() => schema.IsMatch(new string('a', 5_000)));
    }

    [Fact]
    public void Create_NothingGoesBack_HasNoUseForTheTimeout()
    {
        var schema = EcmaPattern.Create("(a+)+$", TimeSpan.FromMilliseconds(1));

        Assert.Equal(1, schema.Weight);
        Assert.False(schema.IsMatch(new string('a', 50_000) + "b"));
        Assert.Equal(100, EcmaPattern.Create("(?=a)", TimeSpan.FromMilliseconds(1)).Weight);
    }

    // Each made the engine of .NET 10 go round for ever and fill the memory, as it was written.
    [Theory]
    [InlineData("^(?=)a?|(?:(?:(?:^-*?)+?)?.)", "-cb-", true)]
    [InlineData("(?=)c|$(?:(?:(?:\\w*?|.?[a-c_]))+?^){2,}^", "", true)]
    [InlineData("(?:(?:a{0,2})+?){0,2}^a(?=)", "acab-a ", true)]
    [InlineData("(?:(?:a{0,2})+?){0,2}^a(?=)", "bcab-a ", false)]
    public void IsMatch_LazyRepetitionOfWhatCanBeEmpty_Ends(string pattern, string text, bool expected) =>
        Assert.Equal(expected, EcmaPattern.Create(pattern, Ample).IsMatch(text));

    [Theory]
    [InlineData("\\B(?=)", "a\U0001F432a", false)]
    [InlineData("(?!a|$)\\B", "a\U0001F432a", false)]
    [InlineData("(?<!a)(?=a)", "a\U0001F432a", true)]
    [InlineData("(?<!^|.)", "\U0001F432", false)]
    public void IsMatch_PlaceInsideACharacter_IsNone(string pattern, string text, bool expected) =>
        Assert.Equal(expected, EcmaPattern.Create(pattern, Ample).IsMatch(text));
}
