using Gateway.Core.Mapping.Paths;
using Xunit;

namespace Gateway.Core.Tests.Mapping.Paths;

/// <summary>What a developer sees of a path that is wrong, at the start of the app.</summary>
public class PathMessageTests
{
    [Theory]
    [InlineData("", "At character 1 of the path: the path ends; a path begins with $, as in $.name.")]
    [InlineData("a.b", "At character 1 of the path: a stands here; a path begins with $, as in $.name.")]
    [InlineData("$ ", "At character 2 of the path:   stands here; the path goes on with . or [, or ends.")]
    [InlineData("$.a b", "At character 4 of the path:   stands here; the path goes on with . or [, or ends.")]
    [InlineData("$.1a", "At character 3 of the path: 1 stands here; behind a dot comes a name of letters, digits and _ that does not begin with a "
        + "digit, or *; write others in brackets, as in ['a-name'].")]
    [InlineData("$[", "At character 3 of the path: the path ends; in brackets stand a name as in ['name'], an index as in [0], a slice as in [0:2], "
        + "* or a filter as in [?@.name].")]
    [InlineData("$[0", "At character 4 of the path: the path ends; a comma and one more selector, or ] comes behind a selector.")]
    [InlineData("$['a", "At character 3 of the path: the text is not closed; write ' behind its last character.")]
    [InlineData("$['\\x']", "At character 4 of the path: \\x is no escape; there are \\b \\f \\n \\r \\t \\/ \\\\ \\' and \\uXXXX, and \\\\ is for a "
        + "backslash.")]
    [InlineData("$['\\uD83D']", "At character 4 of the path: \\uD83D is half a surrogate pair; write both halves, as in \\uD83D\\uDE00.")]
    [InlineData("$['a\nb']", "At character 5 of the path: a text has no control characters; write \\u000a.")]
    [InlineData("$[01]", "At character 3 of the path: 01 begins with 0; leave out zeros before a number.")]
    [InlineData("$[-0]", "At character 3 of the path: -0 is no index; write 0.")]
    [InlineData("$[9007199254740992]", "At character 3 of the path: 9007199254740992 is out of range; an index is between -9007199254740991 and "
        + "9007199254740991.")]
    [InlineData("$[?@.a==1.]", "At character 11 of the path: ] stands here; a fraction has digits, as in 1.5.")]
    [InlineData("$[?1]", "At character 4 of the path: 1 is a value, which neither holds nor fails; compare it, as in @.name == 1.")]
    [InlineData("$[?@.*==1]", "At character 4 of the path: @.* can find more than one value; name one with names and indexes alone, or write "
        + "value(@.*) or count(@.*).")]
    [InlineData("$[?match(@,'a')==true]", "At character 4 of the path: match(@,'a') is true or false by itself, and no value; leave out the comparison.")]
    [InlineData("$[?count(1)==1]", "At character 10 of the path: count takes a query, as in count(@.name), and 1 is none.")]
    [InlineData("$[?length()==1]", "At character 4 of the path: length takes one argument, and 0 stand here.")]
    [InlineData("$[?size(@)==1]", "At character 4 of the path: there is no function size; there are length, count, value, match and search.")]
    [InlineData("$[?@.a==True]", "At character 9 of the path: True is none of true, false and null; here comes a query as in @.name, a text as in 'a', "
        + "a number, true, false, null or a function.")]
    [InlineData("$[?(@.a]", "At character 8 of the path: ] stands here; write ) for the parenthesis at character 4.")]
    [InlineData("$[?match(@,'[a')]", "At character 12 of the path: the text is no I-Regexp (RFC 9485): at its character 3 a class is not closed; "
        + "write ] behind its last character, or \\[ for a bracket.")]
    [InlineData("$[?match(@,'a{20000}')]", "At character 12 of the path: the pattern, written as ^(?:a{20000})$, is refused: At character 6 of the "
        + "pattern: {20000} is over the most that a count may be, 10000.")]
    public void Parse_WrongPath_SaysWhatWhereAndWhatWouldBeRight(string path, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => JsonPath.Parse(path)).Message);

    [Theory]
    [InlineData("", "At character 1 of the path: the path ends; name a member, as in customer.name, or an item, as in [0].")]
    [InlineData(".a", "At character 1 of the path: . stands here; behind a dot comes a name of letters, digits, _ and -, or *; write others in "
        + "brackets, as in ['a name'].")]
    [InlineData("a.b c", "At character 4 of the path:   stands here; the path goes on with . or [, or ends.")]
    public void ParseReference_WrongPath_SaysWhatWhereAndWhatWouldBeRight(string path, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => JsonPath.ParseReference(path)).Message);

    [Fact]
    public void Parse_PathThatIsTooLong_IsRefused() => Assert.Equal(
        "At character 1001 of the path: the path has 1001 characters; at most 1000 are read.",
        Assert.Throws<FormatException>(() => JsonPath.Parse("$." + new string('a', 999))).Message);

    [Theory]
    [InlineData("$[?", "@", "]")]
    [InlineData("(", "$[?", ")")]
    public void Parse_NestingThatIsTooDeep_IsRefused(string open, string inner, string close)
    {
        var path = open == "(" ? $"$[?{Repeat("(", 50)}@{Repeat(")", 50)}]" : $"{Repeat("$[?", 51)}{inner}{Repeat(close, 51)}";

        var message = Assert.Throws<FormatException>(() => JsonPath.Parse(path)).Message;

        Assert.EndsWith("filters, parentheses and functions stand more than 50 deep in each other.", message, StringComparison.Ordinal);
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
