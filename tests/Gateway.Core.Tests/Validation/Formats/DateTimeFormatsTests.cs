using Gateway.Core.Validation.Formats;
using Xunit;

namespace Gateway.Core.Tests.Validation.Formats;

public class DateTimeFormatsTests
{
    [Theory]
    [InlineData("1990-12-31T23:59:60Z", true)]
    [InlineData("1990-12-30T23:59:60Z", false)]
    [InlineData("1991-01-01T00:59:60+01:00", true)]
    [InlineData("1991-01-02T00:59:60+01:00", false)]
    [InlineData("1990-12-31T00:59:60+01:00", false)]
    [InlineData("1990-12-31T15:59:60-08:00", true)]
    [InlineData("2024-02-29T22:59:60-01:00", true)]
    [InlineData("2024-02-28T22:59:60-01:00", false)]
    [InlineData("2015-06-30T20:00:60-03:59", true)]
    [InlineData("2015-06-29T23:59:60-23:59", false)]
    [InlineData("2015-06-30T00:00:60-23:59", true)]
    public void IsDateTime_LeapSecond_IsInTheLastMinuteOfAMonthInUtc(string text, bool expected) =>
        Assert.Equal(expected, DateTimeFormats.IsDateTime(text));

    [Theory]
    [InlineData("0000-02-29", true)]
    [InlineData("9999-12-31", true)]
    [InlineData("9999-12-32", false)]
    [InlineData("1900-02-29", false)]
    [InlineData("2000-02-29", true)]
    public void IsDate_EdgesOfTheCalendar_AreDates(string text, bool expected) => Assert.Equal(expected, DateTimeFormats.IsDate(text));

    [Theory]
    [InlineData("00:00:00Z", true)]
    [InlineData("00:00:00.Z", false)]
    [InlineData("00:00:00.1", false)]
    [InlineData("00:00:00", false)]
    [InlineData("00:00Z", false)]
    [InlineData("00:00:00+0000", false)]
    [InlineData("00:00:00+00", false)]
    [InlineData("00:00:00.1.1Z", false)]
    [InlineData("00:00:00\u212A", false)]
    public void IsTime_PartsLeftOut_AreRefused(string text, bool expected) => Assert.Equal(expected, DateTimeFormats.IsTime(text));

    [Theory]
    [InlineData("2024-01-01T00:00:00Z", true)]
    [InlineData("2024-01-01t00:00:00z", true)]
    [InlineData("2024-01-01 00:00:00Z", false)]
    [InlineData("2024-01-0100:00:00Z", false)]
    [InlineData("2024-01-01", false)]
    [InlineData("2024-01-01T", false)]
    [InlineData("2024-01-01\u015400:00:00Z", false)]
    public void IsDateTime_Separator_IsTheLetter(string text, bool expected) => Assert.Equal(expected, DateTimeFormats.IsDateTime(text));
}
