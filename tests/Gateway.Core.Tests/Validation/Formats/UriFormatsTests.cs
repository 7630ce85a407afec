using Gateway.Core.Validation.Formats;
using Xunit;

namespace Gateway.Core.Tests.Validation.Formats;

public class UriFormatsTests
{
    [Theory]
    [InlineData("a:", true)]
    [InlineData("a+-.1:", true)]
    [InlineData("1a:", false)]
    [InlineData(":a", false)]
    [InlineData("a", false)]
    [InlineData("\u00e4:", false)]
    [InlineData("a/b:c", false)]
    [InlineData("a?b:c", false)]
    public void IsUri_Schemes_BeginWithALetterAndEndInAColon(string text, bool expected) => Assert.Equal(expected, UriFormats.IsUri(text));

    [Theory]
    [InlineData("a://", true)]
    [InlineData("a://h", true)]
    [InlineData("a://[::1]", true)]
    [InlineData("a://[v1f.x:y]", true)]
    [InlineData("a://u@[::1]:1", true)]
    [InlineData("a://h:", true)]
    [InlineData("a://[::1", false)]
    [InlineData("a://::1]", false)]
    [InlineData("a://[::1]x", false)]
    [InlineData("a://[]", false)]
    [InlineData("a://[v.x]", false)]
    [InlineData("a://[v1]", false)]
    [InlineData("a://[v1.]", false)]
    [InlineData("a://[vg.x]", false)]
    [InlineData("a://[::1%25eth0]", false)]
    [InlineData("a://[1.2.3.4]", false)]
    [InlineData("a://u@v@h", false)]
    [InlineData("a://h:1:2", false)]
    [InlineData("a://h:-1", false)]
    [InlineData("a://h\\\\x", false)]
    public void IsUri_Hosts_AreNamesOrAddressesInBrackets(string text, bool expected) => Assert.Equal(expected, UriFormats.IsUri(text));

    [Theory]
    [InlineData("a:b", true)]
    [InlineData("./1:b", true)]
    [InlineData("a/b:c", true)]
    [InlineData("?a:b", true)]
    [InlineData("#a:b", true)]
    [InlineData("1:b", false)]
    [InlineData("%41:b", false)]
    [InlineData("///a", true)]
    [InlineData("/a//b", true)]
    public void IsUriReference_FirstSegment_HasNoColonButAfterAScheme(string text, bool expected) =>
        Assert.Equal(expected, UriFormats.IsUriReference(text));

    [Theory]
    [InlineData("a:%00", true)]
    [InlineData("a:%", false)]
    [InlineData("a:%1", false)]
    [InlineData("a:%1g", false)]
    [InlineData("a://%41", true)]
    [InlineData("a://%4:1", false)]
    [InlineData("a:?%f", false)]
    [InlineData("a:#%%41", false)]
    public void IsUri_PercentSigns_BeginAnOctet(string text, bool expected) => Assert.Equal(expected, UriFormats.IsUri(text));

    [Theory]
    [InlineData("a:\u00a0", true)]
    [InlineData("a:\u009f", false)]
    [InlineData("a:\ud83d\ude00", true)]
    [InlineData("a:\ue000", false)]
    [InlineData("a:?\ue000", true)]
    [InlineData("a:#\ue000", false)]
    [InlineData("a:\ufffe", false)]
    [InlineData("a:\ufdd0", false)]
    [InlineData("a:\udb40\udc01", false)]
    [InlineData("a:?\udb80\udc00", true)]
    [InlineData("a:?\udbbf\udffe", false)]
    [InlineData("a://\u00fc@\u00fc/\u00fc", true)]
    public void IsIri_BeyondAscii_IsWhatTheGrammarNames(string text, bool expected) => Assert.Equal(expected, UriFormats.IsIri(text));

    [Theory]
    [InlineData("http://example.com/\u202egpj.exe", false)]
    [InlineData("http://example.com/?\u200f", false)]
    [InlineData("http://example.com/#\u202a", false)]
    [InlineData("http://example.com/\u05d0", true)]
    public void IsIri_ControlOfDirection_IsRefused(string text, bool expected) => Assert.Equal(expected, UriFormats.IsIri(text));
}
