using System.Text.RegularExpressions;
using Gateway.Core.Authorizers.Policies;
using Xunit;

namespace Gateway.Core.Tests.Authorizers.Policies;

public class WildcardPatternTests
{
    [Theory]
    [InlineData("", "", true)]
    [InlineData("", "a", false)]
    [InlineData("*", "", true)]
    [InlineData("*", "a/b/c", true)]
    [InlineData("?", "", false)]
    [InlineData("?", "/", true)]
    [InlineData("?", "ab", false)]
    [InlineData("a*", "a", true)]
    [InlineData("*a", "bab", false)]
    [InlineData("*a", "aba", true)]
    [InlineData("a*c", "abbc", true)]
    [InlineData("a**c", "ac", true)]
    [InlineData("a*?c", "ac", false)]
    [InlineData("a*?c", "abc", true)]
    [InlineData("orders/*", "orders", false)]
    [InlineData("orders/*", "orders/", true)]
    [InlineData("Orders", "orders", false)]
    [InlineData("caf\u00e9*", "caf\u00e9s", true)]
    [InlineData("caf\u00e9", "cafe", false)]
    [InlineData("a.b", "aXb", false)]
    public void Matches_Pattern_HasTheReferencesMeaning(string pattern, string text, bool expected) =>
        Assert.Equal(expected, new WildcardPattern(pattern).Matches(text));

    [Theory]
    [InlineData("ADMIN/*", "admin/x", true)]
    [InlineData("\u00c9", "\u00e9", true)]
    [InlineData("a", "b", false)]
    public void Matches_IgnoringCase_TakesBothForTheSame(string pattern, string text, bool expected) =>
        Assert.Equal(expected, new WildcardPattern(pattern, ignoresCase: true).Matches(text));

    [Theory]
    [InlineData(62)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(2047)]
    public void Matches_PatternOverTheEdgeOfAWord_CarriesOn(int length)
    {
        var pattern = new WildcardPattern(new string('a', length - 1) + "*b");

        Assert.True(pattern.Matches(new string('a', length - 1) + "b"));
        Assert.True(pattern.Matches(new string('a', length - 1) + "aab"));
        Assert.False(pattern.Matches(new string('a', length - 2) + "b"));
        Assert.False(pattern.Matches(new string('a', length - 1)));
    }

    [Fact]
    public void Constructor_PatternOverTheBound_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new WildcardPattern(new string('a', WildcardPattern.MaxLength + 1)));

    [Fact]
    public void Matches_RandomPatterns_AgreeWithARegularExpression()
    {
        var random = new Random(11);
        var matched = 0;
        for (var i = 0; i < 5_000; i++)
        {
            var pattern = Draw(random, "ab*?/", 8);
            var text = Draw(random, "ab/", 10);
            var expected = Regex.IsMatch(
                text, $"\\A{Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal).Replace("\\?", ".", StringComparison.Ordinal)}\\z");

            Assert.True(expected == new WildcardPattern(pattern).Matches(text), $"{pattern} and {text}");
            matched += expected ? 1 : 0;
        }

        Assert.InRange(matched, 500, 4_500);
    }

    // A matcher that goes back would try each way to divide the text among the stars: more than there are atoms.
    [Theory]
    [InlineData("*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b")]
    [InlineData("?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?*b")]
    [InlineData("*aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab*")]
    public void Matches_HostilePattern_EndsAndKnows(string pattern)
    {
        var hostile = new WildcardPattern(pattern);
        var text = new string('a', 100_000);

        Assert.False(hostile.Matches(text));
        Assert.True(hostile.Matches(text + "b"));
    }

    private static string Draw(Random random, string alphabet, int most) =>
        string.Concat(Enumerable.Range(0, random.Next(most + 1)).Select(_ => alphabet[random.Next(alphabet.Length)]));
}
