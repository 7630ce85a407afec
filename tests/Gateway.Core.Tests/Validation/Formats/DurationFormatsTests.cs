using Gateway.Core.Validation.Formats;
using Xunit;

namespace Gateway.Core.Tests.Validation.Formats;

public class DurationFormatsTests
{
    [Theory]
    [InlineData("P1Y1M1DT1H1M1S", true)]
    [InlineData("P1DT1S", true)]
    [InlineData("P1YT1M", true)]
    [InlineData("P1D1D", false)]
    [InlineData("P1M1Y", false)]
    [InlineData("PT1H1H", false)]
    [InlineData("PT1S1M", false)]
    [InlineData("P1W1D", false)]
    [InlineData("P1D1W", false)]
    [InlineData("PT1W", false)]
    [InlineData("PW", false)]
    [InlineData("PYD", false)]
    [InlineData("P1DT1HT1M", false)]
    public void IsDuration_Units_FollowEachOther(string text, bool expected) => Assert.Equal(expected, DurationFormats.IsDuration(text));

    [Theory]
    [InlineData("P1D", true)]
    [InlineData("p1d", false)]
    [InlineData("P1d", false)]
    [InlineData("Pt1s", false)]
    public void IsDuration_SmallLetters_AreRefused(string text, bool expected) => Assert.Equal(expected, DurationFormats.IsDuration(text));
}
