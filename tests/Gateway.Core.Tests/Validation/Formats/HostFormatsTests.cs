using Gateway.Core.Validation.Formats;
using Xunit;

namespace Gateway.Core.Tests.Validation.Formats;

public class HostFormatsTests
{
    [Theory]
    [InlineData("a", true)]
    [InlineData("A-1.b--c", true)]
    [InlineData("127.0.0.1", true)]
    [InlineData("a.-b", false)]
    [InlineData("a-.b", false)]
    [InlineData("a..b", false)]
    [InlineData("a.b\0", false)]
    [InlineData("a b", false)]
    [InlineData("xn--\u00fc", false)]
    public void IsHostname_Labels_AreLettersDigitsAndInnerHyphens(string text, bool expected)
    {
        Assert.Equal(expected, HostFormats.IsHostname(text));
        Assert.Equal(expected, HostFormats.IsHostnameWithALabels(text));
    }

    [Theory]
    [InlineData(61, true)]
    [InlineData(62, false)]
    public void IsHostname_LongName_HasAtMost253Characters(int lastLabel, bool expected)
    {
        var name = string.Concat(Enumerable.Repeat(new string('a', 63) + '.', 3)) + new string('a', lastLabel);

        Assert.Equal(expected, HostFormats.IsHostname(name));
        Assert.Equal(expected, HostFormats.IsIdnHostname(name));
        Assert.False(HostFormats.IsIdnHostname(new string('\u00fc', 63) + name));
    }

    [Theory]
    [InlineData("xn--bcher-kva", true)]
    [InlineData("XN--BCHER-KVA", true)]
    [InlineData("www.xn--bcher-kva.example", true)]
    [InlineData("xn--", false)]
    [InlineData("xn---", false)]
    [InlineData("xn--a", false)]
    [InlineData("xn--abc-", false)]
    [InlineData("xn--99999999999", false)]
    [InlineData("xn--ls8h", false)]
    [InlineData("0a.xn--4db", false)]
    [InlineData("a0.xn--4db", true)]
    public void IsHostnameWithALabels_Punycode_StandsForALabel(string text, bool expected)
    {
        Assert.Equal(expected, HostFormats.IsHostnameWithALabels(text));
        Assert.Equal(expected, HostFormats.IsIdnHostname(text));
    }

    [Theory]
    [InlineData("b\u00fccher.example", true)]
    [InlineData("b\u00fccher\uff0eexample", true)]
    [InlineData("r3---sn-x.example", true)]
    [InlineData("B\u00fccher.example", false)]
    [InlineData("bu\u0308cher.example", false)]
    [InlineData("b\uff55cher.example", false)]
    [InlineData("\u2603.example", false)]
    [InlineData("\ud83d\ude00.example", false)]
    [InlineData("\u00fc\u202e", false)]
    [InlineData("\u00fc\u00ad", false)]
    [InlineData("\u00fc\ufe0f", false)]
    [InlineData("\u1100\u1161", false)]
    [InlineData("\u13a0", true)]
    [InlineData("\uab70", false)]
    [InlineData("\u00fc_", false)]
    public void IsIdnHostname_CodePoints_AreThoseOfIdna2008(string text, bool expected) => Assert.Equal(expected, HostFormats.IsIdnHostname(text));

    [Theory]
    [InlineData("\u05d0", true)]
    [InlineData("\u05d0-\u05d1", true)]
    [InlineData("\u05d01", true)]
    [InlineData("\u05d0\u05b7", true)]
    [InlineData("\u05d0\u0660", true)]
    [InlineData("\u05d01\u0660", false)]
    [InlineData("1\u05d0", false)]
    [InlineData("\u05d0a", false)]
    [InlineData("a.\u05d0", true)]
    [InlineData("1.a", true)]
    [InlineData("1.\u05d0", false)]
    [InlineData("\u05d0.1", false)]
    [InlineData("\u0660.a", false)]
    public void IsIdnHostname_RightToLeft_KeepsTheBidiRuleInAllLabels(string text, bool expected) =>
        Assert.Equal(expected, HostFormats.IsIdnHostname(text));

    [Fact]
    public void IsMailDomain_NotComposed_IsRight()
    {
        Assert.True(HostFormats.IsMailDomain("bu\u0308cher.example"));
        Assert.False(HostFormats.IsMailDomain("bu\u0308cher_.example"));
    }
}
