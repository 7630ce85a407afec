using Gateway.Core.Pipeline.Patterns;
using Xunit;

namespace Gateway.Core.Tests.Pipeline.Patterns;

public class EcmaPatternErrorTests
{
    [Theory]
    [InlineData("ab(c", 3, "the group is not closed; write ) behind it, or \\( for a parenthesis")]
    [InlineData("ab)c", 3, "there is no group for ) to close; write \\) for a parenthesis")]
    [InlineData("a[bc", 2, "the class is not closed; write ] behind its last character, or \\[ for a bracket")]
    [InlineData("a[b-", 2, "the class is not closed; write ] behind its last character, or \\[ for a bracket")]
    [InlineData("*a", 1, "there is nothing for * to repeat; write \\* for the character")]
    [InlineData("a|+", 3, "there is nothing for + to repeat; write \\+ for the character")]
    [InlineData("a**", 3, "there is nothing for * to repeat; write \\* for the character")]
    [InlineData("a++", 3, "there is nothing for + to repeat; write \\+ for the character")]
    [InlineData("({2})", 2, "there is nothing for {2} to repeat; write \\{ for the character")]
    [InlineData("a{,5}", 2, "{,5} has no least count; write {0,5}, or \\{ for a brace")]
    [InlineData("a{3,2}", 2, "{3,2} runs backwards; write the smaller count first")]
    [InlineData("^*", 2, "* repeats what takes no character; leave it out")]
    [InlineData("\\b+", 3, "+ repeats what takes no character; leave it out")]
    [InlineData("(?=a)?", 6, "? repeats what takes no character; leave it out")]
    [InlineData("ab\\", 3, "a backslash at the end escapes nothing; write \\\\ for a backslash")]
    [InlineData("[\\", 2, "a backslash at the end escapes nothing; write \\\\ for a backslash")]
    [InlineData("[z-a]", 2, "the range z-a runs backwards; turn it round, or write \\- for a dash")]
    [InlineData("[[:alpha:]]", 2, "[:alpha:] is no class of ECMA-262; write a property, such as \\p{L}, or a range")]
    public void Create_Malformed_SaysWhatWhereAndTheRemedy(string pattern, int position, string problem) => AssertRefused(pattern, position, problem);

    [Theory]
    [InlineData("x\\a", 2, "\\a is no escape of ECMA-262; write \\x07")]
    [InlineData("\\e", 1, "\\e is no escape of ECMA-262; write \\x1B")]
    [InlineData("\\Ab", 1, "\\A is no escape of ECMA-262; write ^")]
    [InlineData("b\\z", 2, "\\z is no escape of ECMA-262; write $")]
    [InlineData("b\\Z", 2, "\\Z is no escape of ECMA-262; write $")]
    [InlineData("\\G", 1, "\\G is no escape of ECMA-262; write G for the letter")]
    [InlineData("\\h", 1, "\\h is no escape of ECMA-262; write [ \\t]")]
    [InlineData("\\c1", 1, "\\c is no escape of ECMA-262; write a letter behind it, as in \\cJ")]
    [InlineData("\\c", 1, "\\c is no escape of ECMA-262; write a letter behind it, as in \\cJ")]
    [InlineData("\\01", 1, "\\0 is no escape of ECMA-262; write \\x00 for the character of that number")]
    [InlineData("[\\1]", 2, "\\1 is no escape of ECMA-262; write \\x01 for the character of that number")]
    [InlineData("[\\B]", 2, "\\B is no escape of ECMA-262; a class has characters, no boundaries of words")]
    [InlineData("\\x4", 1, "\\x takes two hexadecimal digits, as in \\x41")]
    [InlineData("\\u004", 1, "\\u takes four hexadecimal digits, as in \\u0041, or \\u{...}")]
    [InlineData("\\u{}", 1, "\\u{...} takes a hexadecimal number up to 10FFFF, as in \\u{1F432}")]
    [InlineData("\\u{110000}", 1, "\\u{...} takes a hexadecimal number up to 10FFFF, as in \\u{1F432}")]
    [InlineData("\\u{FFFFFFFF}", 1, "\\u{...} takes a hexadecimal number up to 10FFFF, as in \\u{1F432}")]
    [InlineData("\\u{ 41}", 1, "\\u{...} takes a hexadecimal number up to 10FFFF, as in \\u{1F432}")]
    [InlineData("\\u{41", 1, "\\u{...} takes a hexadecimal number up to 10FFFF, as in \\u{1F432}")]
    [InlineData("(a)\\10", 4, "\\10 names no group that ends before it")]
    [InlineData("a\\1", 2, "\\1 names no group that ends before it")]
    [InlineData("\\1(a)", 1, "\\1 names no group that ends before it")]
    [InlineData("(a\\1)", 3, "\\1 names no group that ends before it")]
    [InlineData("(?:a)\\k<b>", 6, "\\k<b> names no group that ends before it")]
    [InlineData("\\k", 1, "\\k takes the name of a group, as in \\k<name>")]
    public void Create_EscapeOfOthers_SaysTheOneOfEcma262(string pattern, int position, string problem) => AssertRefused(pattern, position, problem);

    [Theory]
    [InlineData("a(?i)b", "(?i")]
    [InlineData("a(?i:b)", "(?i")]
    [InlineData("a(?>b)", "(?>")]
    [InlineData("a(?#b)", "(?#")]
    [InlineData("a(?P<n>b)", "(?P")]
    [InlineData("a(?(1)b)", "(?(")]
    [InlineData("a(?", "(?")]
    public void Create_GroupOfOthers_SaysWhichThereAre(string pattern, string opening) =>
        AssertRefused(pattern, 2, $"{opening} opens no group that is known; write (?:, (?<name>, (?=, (?!, (?<= or (?<!");

    [Theory]
    [InlineData("(?<1a>b)", 1, "the name of the group is not of letters, digits, _ and $; write (?<name>...)")]
    [InlineData("(?<a-b>c)", 1, "the name of the group is not of letters, digits, _ and $; write (?<name>...)")]
    [InlineData("(?<>c)", 1, "the name of the group is not of letters, digits, _ and $; write (?<name>...)")]
    [InlineData("(?<a", 1, "the name of the group is not of letters, digits, _ and $; write (?<name>...)")]
    [InlineData("(?<a>b)(?<a>c)", 8, "there is another group of the name a; name each once")]
    public void Create_NameOfAGroupWrong_SaysWhy(string pattern, int position, string problem) => AssertRefused(pattern, position, problem);

    [Theory]
    [InlineData("\\pL", "\\p takes a property in braces, as in \\p{L}")]
    [InlineData("\\P{L", "\\P takes a property in braces, as in \\p{L}")]
    [InlineData("\\p{Latin}", "\\p{Latin} names no known property; write Script=Latin")]
    [InlineData("\\p{gc=Latin}", "\\p{gc=Latin} names no known property; write a general category such as Lu or Uppercase_Letter")]
    [InlineData("\\p{Blk=x}", "\\p{Blk=x} names no known property; only General_Category, Script and Script_Extensions (gc, sc, scx) take a value")]
    public void Create_PropertyUnknown_SaysWhatIsKnown(string pattern, string problem) => AssertRefused(pattern, 1, problem);

    [Theory]
    [InlineData("\\p{IsGreek}", "or one of Any, ASCII")]
    [InlineData("\\p{l}", "a general category such as L or Letter")]
    [InlineData("\\p{Script=Runic}", "the scripts known are Arabic, Armenian")]
    [InlineData("\\p{Emoji}", "names no known property")]
    public void Create_PropertyUnknown_NamesTheKnown(string pattern, string part) =>
        Assert.Contains(part, Assert.Throws<FormatException>(() => EcmaPattern.Create(pattern)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("^(?=a)b", 2, "lookahead")]
    [InlineData("ab(?!c)", 3, "lookahead")]
    [InlineData("(?<=a)b", 1, "lookbehind")]
    [InlineData("a(?<!a)b", 2, "lookbehind")]
    [InlineData("(a)\\1", 4, "backreference")]
    [InlineData("(?<n>a)b\\k<n>(?=c)", 9, "backreference")]
    public void Create_NeedsToGoBackWithoutTimeout_NamesTheConstructAndTheOption(string pattern, int position, string construct) => AssertRefused(
        pattern,
        position,
        $"the {construct} needs a search that goes back, which hostile text can make very slow; write the pattern without it, or set "
        + "ApiGateway:Validation:PatternTimeout to let such patterns run for so long at most");

    private static void AssertRefused(string pattern, int position, string problem)
    {
        var error = Assert.Throws<FormatException>(() => EcmaPattern.Create(pattern));
        Assert.Equal($"At character {position} of the pattern: {problem}.", error.Message);
    }
}
