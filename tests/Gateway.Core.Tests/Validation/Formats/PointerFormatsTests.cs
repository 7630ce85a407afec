using Gateway.Core.Validation.Formats;
using Xunit;

namespace Gateway.Core.Tests.Validation.Formats;

public class PointerFormatsTests
{
    [Theory]
    [InlineData("", true)]
    [InlineData("/", true)]
    [InlineData("/~0~1", true)]
    [InlineData("/~01", true)]
    [InlineData("/~", false)]
    [InlineData("/~1~", false)]
    [InlineData("/\0", true)]
    [InlineData("~0", false)]
    [InlineData("x/", false)]
    public void IsJsonPointer_Tildes_AreFollowedBy0Or1(string text, bool expected) => Assert.Equal(expected, PointerFormats.IsJsonPointer(text));

    [Fact]
    public void IsJsonPointer_LoneHalfOfAPair_IsAName() => Assert.True(PointerFormats.IsJsonPointer("/\ud800"));

    [Theory]
    [InlineData("0", true)]
    [InlineData("10#", true)]
    [InlineData("00", false)]
    [InlineData("0##", false)]
    [InlineData("0+1", false)]
    [InlineData("0a", false)]
    [InlineData("#", false)]
    public void IsRelativeJsonPointer_Numbers_HaveNoLeadingZero(string text, bool expected) =>
        Assert.Equal(expected, PointerFormats.IsRelativeJsonPointer(text));

    [Theory]
    [InlineData("0+1", true)]
    [InlineData("0-1#", true)]
    [InlineData("0+2/baz", true)]
    [InlineData("0+0", true)]
    [InlineData("0+", false)]
    [InlineData("0+01", false)]
    [InlineData("0+-1", false)]
    [InlineData("0+1-1", false)]
    [InlineData("+1", false)]
    [InlineData("0", true)]
    [InlineData("0#", true)]
    public void IsRelativeJsonPointerWithIndexMove_Move_IsANumberWithASign(string text, bool expected) =>
        Assert.Equal(expected, PointerFormats.IsRelativeJsonPointerWithIndexMove(text));
}
