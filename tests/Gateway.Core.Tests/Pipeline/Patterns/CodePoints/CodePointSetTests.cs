using Gateway.Core.Pipeline.Patterns.CodePoints;
using Xunit;

namespace Gateway.Core.Tests.Pipeline.Patterns.CodePoints;

public class CodePointSetTests
{
    [Theory]
    [InlineData("41-5A 61", "41-5A 61")]
    [InlineData("61 41-5A", "41-5A 61")]
    [InlineData("41-45 46-50", "41-50")]
    [InlineData("41-50 42-43 4F-51", "41-51")]
    [InlineData("", "")]
    public void Parse_Ranges_AreInOrderAndJoined(string ranges, string expected) => Assert.Equal(expected, ToText(CodePointSet.Parse(ranges)));

    [Theory]
    [InlineData("", "0-10FFFF")]
    [InlineData("0-10FFFF", "")]
    [InlineData("0", "1-10FFFF")]
    [InlineData("10FFFF", "0-10FFFE")]
    [InlineData("41-5A 61", "0-40 5B-60 62-10FFFF")]
    public void Complement_OfASet_IsTheRest(string ranges, string expected)
    {
        var set = CodePointSet.Parse(ranges);

        Assert.Equal(expected, ToText(set.Complement()));
        Assert.Equal(set, set.Complement().Complement());
    }

    [Fact]
    public void Equals_SameRanges_IsTheSameSet()
    {
        Assert.Equal(CodePointSet.Parse("41-42"), CodePointSet.Parse("41 42"));
        Assert.Equal(CodePointSet.Parse("41-42").GetHashCode(), CodePointSet.Parse("41 42").GetHashCode());
        Assert.NotEqual(CodePointSet.Parse("41-42"), CodePointSet.Parse("41-43"));
    }

    [Theory]
    [InlineData("41", true)]
    [InlineData("41-42", false)]
    [InlineData("41 43", false)]
    [InlineData("", false)]
    public void TryGetOnlyOne_OfASet_IsThereForOneCodePoint(string ranges, bool expected) =>
        Assert.Equal(expected, CodePointSet.Parse(ranges).TryGetOnlyOne(out _));

    private static string ToText(CodePointSet set) => string.Join(
        ' ', set.Ranges.ToArray().Select(range => range.First == range.Last ? $"{range.First:X}" : $"{range.First:X}-{range.Last:X}"));
}
