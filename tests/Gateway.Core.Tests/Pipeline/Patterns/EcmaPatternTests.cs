using Gateway.Core.Pipeline.Patterns;
using Xunit;

namespace Gateway.Core.Tests.Pipeline.Patterns;

public class EcmaPatternTests
{
    [Theory]
    [InlineData("a+", "xxaayy", true)]
    [InlineData("a+", "xxyy", false)]
    [InlineData("", "", true)]
    [InlineData("", "x", true)]
    [InlineData("^abc$", "abc", true)]
    [InlineData("^abc$", "abc\n", false)]
    [InlineData("^abc$", "\nabc", false)]
    [InlineData("^a|b$", "ax", true)]
    [InlineData("^a|b$", "xb", true)]
    [InlineData("^a|b$", "xbx", false)]
    [InlineData("a^b", "ab", false)]
    [InlineData("^[A-Z]{2}\\d{4}$", "AB1234", true)]
    [InlineData("^[A-Z]{2}\\d{4}$", "AB123", false)]
    [InlineData("^[A-Z]{2}\\d{4}$", "AB12345", false)]
    [InlineData("^\\d{5}(-\\d{4})?$", "12345", true)]
    [InlineData("^\\d{5}(-\\d{4})?$", "12345-6789", true)]
    [InlineData("^\\d{5}(-\\d{4})?$", "12345-", false)]
    [InlineData("^(?:ab|a)b$", "ab", true)]
    [InlineData("^a{2,3}a$", "aaa", true)]
    [InlineData("^a{2,3}a$", "aaaaa", false)]
    [InlineData("^(?<year>\\d{4})-(?:0[1-9]|1[0-2])$", "2024-12", true)]
    [InlineData("^(?<year>\\d{4})-(?:0[1-9]|1[0-2])$", "2024-13", false)]
    [InlineData("^a+?b*?c??$", "aab", true)]
    [InlineData("^a{0}$", "", true)]
    [InlineData("^(a|)+$", "aa", true)]
    [InlineData("^(a*)*$", "aab", false)]
    [InlineData("^(?:^)*a$", "a", true)]
    [InlineData("^a||b$", "zzz", true)]
    public void IsMatch_Pattern_HasTheMeaningOfEcma262(string pattern, string text, bool expected) =>
        Assert.Equal(expected, EcmaPattern.Create(pattern).IsMatch(text));

    [Theory]
    [InlineData("^\\d$", "0", true)]
    [InlineData("^\\d$", "\u07c0", false)]
    [InlineData("^\\D$", "\u07c0", true)]
    [InlineData("^\\w$", "_", true)]
    [InlineData("^\\w$", "\u00e9", false)]
    [InlineData("^\\W$", "\u00e9", true)]
    [InlineData("^\\w$", "\u212a", false)]
    [InlineData("^\\s$", "\ufeff", true)]
    [InlineData("^\\s$", "\u2028", true)]
    [InlineData("^\\s$", "\u2029", true)]
    [InlineData("^\\s$", "\u00a0", true)]
    [InlineData("^\\s$", "\u3000", true)]
    [InlineData("^\\s$", "\u0085", false)]
    [InlineData("^\\s$", "\u200b", false)]
    [InlineData("^\\s$", "\u180e", false)]
    [InlineData("^\\S$", "\ufeff", false)]
    [InlineData("^\\S$", "\u0085", true)]
    [InlineData("^[\\s\\d]+$", "1 2\ufeff", true)]
    [InlineData("^.$", "\n", false)]
    [InlineData("^.$", "\r", false)]
    [InlineData("^.$", "\u2028", false)]
    [InlineData("^.$", "\u2029", false)]
    [InlineData("^.$", "\u0085", true)]
    [InlineData("^.$", "\u000b", true)]
    public void IsMatch_SignOfASet_HasTheSetOfEcma262(string pattern, string text, bool expected) =>
        Assert.Equal(expected, EcmaPattern.Create(pattern).IsMatch(text));

    [Theory]
    [InlineData("\\bcat\\b", "a cat!", true)]
    [InlineData("\\bcat\\b", "concat", false)]
    [InlineData("\\bcat\\b", "cat_", false)]
    [InlineData("\\bcat\\b", "\u00e9cat\u00e9", true)]
    [InlineData("\\bcat\\b", "\u0661cat", true)]
    [InlineData("\\bcat\\b", "\u200dcat", true)]
    [InlineData("\\b", "\u00e9", false)]
    [InlineData("\\B", "", true)]
    [InlineData("^\\B\u00e9\\B$", "\u00e9", true)]
    [InlineData("a\\Bb", "ab", true)]
    [InlineData("a\\bb", "ab", false)]
    public void IsMatch_BoundaryOfWords_KnowsWordsOfAsciiAlone(string pattern, string text, bool expected) =>
        Assert.Equal(expected, EcmaPattern.Create(pattern).IsMatch(text));

    [Theory]
    [InlineData("^\\t\\n\\v\\f\\r\\0$", "\t\n\v\f\r\0", true)]
    [InlineData("^\\cC\\cc\\cJ$", "\u0003\u0003\n", true)]
    [InlineData("^\\cC$", "\\cC", false)]
    [InlineData("^\\x41\\u0042\\u{43}\\u{000044}$", "ABCD", true)]
    [InlineData("^\\u{0}$", "\0", true)]
    [InlineData("^\\^\\$\\\\\\.\\*\\+\\?\\(\\)\\[\\]\\{\\}\\|\\/$", "^$\\.*+?()[]{}|/", true)]
    [InlineData("^\\-\\@\\:\\\"\\ \\_\\\u00e9$", "-@:\" _\u00e9", true)]
    [InlineData("^[\\-\\]\\\\\\^\\b]+$", "-]\\^\b", true)]
    [InlineData("^[\\b]$", "b", false)]
    [InlineData("^\\t$", "\\t", false)]
    public void IsMatch_Escape_IsTheCharacter(string pattern, string text, bool expected) =>
        Assert.Equal(expected, EcmaPattern.Create(pattern).IsMatch(text));

    [Theory]
    [InlineData("[]", "", false)]
    [InlineData("[]", "a", false)]
    [InlineData("a|[]", "a", true)]
    [InlineData("^[^]$", "\n", true)]
    [InlineData("^[^]$", "", false)]
    [InlineData("^[a-c]$", "b", true)]
    [InlineData("^[a-]+$", "-a", true)]
    [InlineData("^[-a]+$", "-a", true)]
    [InlineData("^[a-c-e]+$", "b-e", true)]
    [InlineData("^[a-c-e]+$", "d", false)]
    [InlineData("^[\\w-.]+$", "a-b.c", true)]
    [InlineData("^[+--]$", ",", true)]
    [InlineData("^[a^]+$", "^a", true)]
    [InlineData("^[.*+?(){}|$]+$", ".*+?(){}|$", true)]
    [InlineData("^[.]$", "a", false)]
    [InlineData("^[[]$", "[", true)]
    [InlineData("^[^\\d\\s]$", "1", false)]
    [InlineData("^[^\\d\\s]$", "a", true)]
    [InlineData("^[\\D]$", "1", false)]
    [InlineData("^[a-z&&[aeiou]]$", "b]", true)]
    [InlineData("^[a-z-[aeiou]]$", "b]", true)]
    [InlineData("^[a-z-[aeiou]]$", "[]", true)]
    [InlineData("^[a-z-[aeiou]]$", "b", false)]
    public void IsMatch_Class_HasNoMoreThanEcma262Gives(string pattern, string text, bool expected) =>
        Assert.Equal(expected, EcmaPattern.Create(pattern).IsMatch(text));

    [Theory]
    [InlineData("^]$", "]", true)]
    [InlineData("^}$", "}", true)]
    [InlineData("^{$", "{", true)]
    [InlineData("^{a}$", "{a}", true)]
    [InlineData("^a{$", "a{", true)]
    [InlineData("^a{}$", "a{}", true)]
    [InlineData("^a{b}$", "a{b}", true)]
    [InlineData("^a{1$", "a{1", true)]
    [InlineData("^a{1,$", "a{1,", true)]
    [InlineData("^{id}/[a-z]+$", "{id}/x", true)]
    public void IsMatch_BraceOrBracketAlone_IsTheCharacter(string pattern, string text, bool expected) =>
        Assert.Equal(expected, EcmaPattern.Create(pattern).IsMatch(text));

    [Theory]
    [InlineData("^\U0001F432*$", "", true)]
    [InlineData("^\U0001F432*$", "\U0001F432\U0001F432", true)]
    [InlineData("^\U0001F432*$", "\U0001F409", false)]
    [InlineData("^[\U0001F432]{2}$", "\U0001F432\U0001F432", true)]
    [InlineData("^[\U0001F432]{2}$", "\U0001F432", false)]
    [InlineData("^.$", "\U0001F432", true)]
    [InlineData("^.{2}$", "\U0001F432", false)]
    [InlineData("^\\S$", "\U0001F432", true)]
    [InlineData("^[^x]$", "\U0001F432", true)]
    [InlineData("^\\W$", "\U0001F432", true)]
    [InlineData("^\\P{L}$", "\U0001F432", true)]
    [InlineData("^\\P{L}$", "\U00010400", false)]
    [InlineData("^[^\U0001F432]$", "\U0001F432", false)]
    [InlineData("^[^\U0001F432]$", "\U0001F409", true)]
    [InlineData("^[\U0001F400-\U0001F4FF]$", "\U0001F432", true)]
    [InlineData("^[\uFF00-\U0001F4FF]$", "\U0001F4FF", true)]
    [InlineData("^[\uFF00-\U0001F4FF]$", "\U0001F500", false)]
    [InlineData("^\\u{1F432}+$", "\U0001F432\U0001F432", true)]
    [InlineData("^\\uD83D\\uDC32+$", "\U0001F432\U0001F432", true)]
    [InlineData("^[\\uD83D\\uDC32]$", "\U0001F432", true)]
    public void IsMatch_PairOfSurrogates_IsOneCharacter(string pattern, string text, bool expected) =>
        Assert.Equal(expected, EcmaPattern.Create(pattern).IsMatch(text));

    // Not as literals of an attribute, which would be stored as UTF-8 and lose half a pair.
    [Fact]
    public void IsMatch_HalfAPair_IsACharacterOnlyByItself()
    {
        Assert.True(EcmaPattern.Create("^\\uD83D$").IsMatch("\uD83D"));
        Assert.True(EcmaPattern.Create("^\\uDC32\\uD83D$").IsMatch("\uDC32\uD83D"));
        Assert.True(EcmaPattern.Create("^.$").IsMatch("\uDC32"));
        Assert.True(EcmaPattern.Create("\\uD83D").IsMatch("a\uD83Da"));
        Assert.False(EcmaPattern.Create("\\uD83D").IsMatch("\U0001F432"));
        Assert.False(EcmaPattern.Create("\\uDC32").IsMatch("\U0001F432"));
        Assert.False(EcmaPattern.Create("\\B").IsMatch("a\U0001F432b"));
    }

    [Fact]
    public void Text_OfAPattern_IsAsWritten() => Assert.Equal("^\\d{2}$", EcmaPattern.Create("^\\d{2}$").Text);
}
