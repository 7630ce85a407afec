using Gateway.Core.Mapping.Paths.Patterns;
using Gateway.Core.Pipeline.Patterns;
using Xunit;

namespace Gateway.Core.Tests.Mapping.Paths.Patterns;

public class InteroperableRegexTests
{
    [Theory]
    [InlineData("a.c", @"^(?:a[^\n\r]c)$")]
    [InlineData("a|(b)+", "^(?:a|(?:b)+)$")]
    [InlineData(@"[-a-z\]^.]{2,3}", @"^(?:[\-a-z\]\^.]{2,3})$")]
    [InlineData(@"[^\p{Lu}\n-]?\P{N}", @"^(?:[^\p{Lu}\n\-]?\P{N})$")]
    [InlineData(@"\(\)\*\+\-\.\?\[\\\]\^\{\|\}", @"^(?:\(\)\*\+\-\.\?\[\\\]\^\{\|\})$")]
    [InlineData("a{2,}", "^(?:a{2,})$")]
    [InlineData("", "^(?:)$")]
    [InlineData("^a$", "^(?:^a$)$")]
    public void TryRead_Pattern_IsWrittenForTheOtherGrammar(string pattern, string ecma)
    {
        Assert.True(InteroperableRegex.TryRead(pattern, isWhole: true, out var regex, out _));
        Assert.Equal(ecma, regex.Ecma);
        EcmaPattern.Create(ecma);
    }

    [Theory]
    [InlineData("(")]
    [InlineData(")")]
    [InlineData("(?:a)")]
    [InlineData("(?=a)")]
    [InlineData("a**")]
    [InlineData("a*?")]
    [InlineData("*")]
    [InlineData("{2}")]
    [InlineData("a{")]
    [InlineData("a{,2}")]
    [InlineData("a{3,2}")]
    [InlineData("^*")]
    [InlineData("]")]
    [InlineData("}")]
    [InlineData("[]")]
    [InlineData("[^]")]
    [InlineData("[a")]
    [InlineData("[z-a]")]
    [InlineData("[a-")]
    [InlineData("[a--z]")]
    [InlineData("[a-b-c]")]
    [InlineData("[[a]")]
    [InlineData(@"[a-\p{L}]")]
    [InlineData(@"\d")]
    [InlineData(@"\w")]
    [InlineData(@"\b")]
    [InlineData(@"\1")]
    [InlineData(@"\")]
    [InlineData(@"\p{Script=Greek}")]
    [InlineData(@"\p{Cs}")]
    [InlineData(@"\pL")]
    [InlineData(@"\p{L")]
    public void TryRead_NoPattern_SaysWhatIsWrong(string pattern)
    {
        Assert.False(InteroperableRegex.TryRead(pattern, isWhole: false, out _, out var problem));
        Assert.StartsWith("at its character ", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(@"[\^a]", "^", true)]
    [InlineData("[a^]", "^", true)]
    [InlineData("[a^]", "b", false)]
    [InlineData("a|b", "xb", false)]
    [InlineData(".", "\u2028", true)]
    [InlineData(".", "\n", false)]
    [InlineData("..", "\U0001F600", false)]
    [InlineData(".", "\U0001F600", true)]
    public void TryRead_WholePattern_MatchesTheSameTexts(string pattern, string text, bool isMatch)
    {
        Assert.True(InteroperableRegex.TryRead(pattern, isWhole: true, out var regex, out _));
        Assert.Equal(isMatch, EcmaPattern.Create(regex.Ecma).IsMatch(text));
        Assert.Equal(isMatch, EcmaPattern.CreateForFewTexts(regex.Ecma).IsMatch(text));
    }
}
