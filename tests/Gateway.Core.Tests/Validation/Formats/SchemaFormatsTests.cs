using Gateway.Core.Validation.Formats;
using Xunit;

namespace Gateway.Core.Tests.Validation.Formats;

public class SchemaFormatsTests
{
    private static readonly int[] Drafts = [4, 6, 7, 2020];

    [Theory]
    [InlineData("date-time", 4)]
    [InlineData("email", 4)]
    [InlineData("hostname", 4)]
    [InlineData("ipv4", 4)]
    [InlineData("ipv6", 4)]
    [InlineData("uri", 4)]
    [InlineData("json-pointer", 6)]
    [InlineData("uri-reference", 6)]
    [InlineData("uri-template", 6)]
    [InlineData("date", 7)]
    [InlineData("idn-email", 7)]
    [InlineData("idn-hostname", 7)]
    [InlineData("iri", 7)]
    [InlineData("iri-reference", 7)]
    [InlineData("relative-json-pointer", 7)]
    [InlineData("time", 7)]
    [InlineData("duration", 2020)]
    [InlineData("uuid", 2020)]
    public void Find_KnownFormat_IsKnownFromItsDraftOn(string name, int since) =>
        Assert.All(Drafts, draft => Assert.Equal(draft >= since, SchemaFormats.Find(name, draft) is not null));

    [Theory]
    [InlineData("")]
    [InlineData("Email")]
    [InlineData("color")]
    [InlineData("int32")]
    public void Find_UnknownFormat_IsNull(string name) => Assert.All(Drafts, draft => Assert.Null(SchemaFormats.Find(name, draft)));

    [Theory]
    [InlineData("hostname", 6, "xn--x", true)]
    [InlineData("hostname", 7, "xn--x", false)]
    [InlineData("relative-json-pointer", 7, "0+1", false)]
    [InlineData("relative-json-pointer", 2020, "0+1", true)]
    public void Find_FormatThatADraftChanged_ChecksAsTheDraftHasIt(string name, int draft, string text, bool expected) =>
        Assert.Equal(expected, SchemaFormats.Find(name, draft)!(text));
}
