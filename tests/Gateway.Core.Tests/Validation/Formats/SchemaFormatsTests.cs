using Gateway.Core.Validation;
using Gateway.Core.Validation.Formats;
using Xunit;

namespace Gateway.Core.Tests.Validation.Formats;

public class SchemaFormatsTests
{
    private static readonly JsonSchemaDraft[] Drafts = Enum.GetValues<JsonSchemaDraft>();

    [Theory]
    [InlineData("date-time", JsonSchemaDraft.Draft4)]
    [InlineData("email", JsonSchemaDraft.Draft4)]
    [InlineData("hostname", JsonSchemaDraft.Draft4)]
    [InlineData("ipv4", JsonSchemaDraft.Draft4)]
    [InlineData("ipv6", JsonSchemaDraft.Draft4)]
    [InlineData("uri", JsonSchemaDraft.Draft4)]
    [InlineData("json-pointer", JsonSchemaDraft.Draft6)]
    [InlineData("uri-reference", JsonSchemaDraft.Draft6)]
    [InlineData("uri-template", JsonSchemaDraft.Draft6)]
    [InlineData("date", JsonSchemaDraft.Draft7)]
    [InlineData("idn-email", JsonSchemaDraft.Draft7)]
    [InlineData("idn-hostname", JsonSchemaDraft.Draft7)]
    [InlineData("iri", JsonSchemaDraft.Draft7)]
    [InlineData("iri-reference", JsonSchemaDraft.Draft7)]
    [InlineData("relative-json-pointer", JsonSchemaDraft.Draft7)]
    [InlineData("time", JsonSchemaDraft.Draft7)]
    [InlineData("duration", JsonSchemaDraft.Draft202012)]
    [InlineData("uuid", JsonSchemaDraft.Draft202012)]
    public void Find_KnownFormat_IsKnownFromItsDraftOn(string name, JsonSchemaDraft since) =>
        Assert.All(Drafts, draft => Assert.Equal(draft >= since, SchemaFormats.Find(name, draft) is not null));

    [Theory]
    [InlineData("")]
    [InlineData("Email")]
    [InlineData("color")]
    [InlineData("int32")]
    [InlineData("regex")]
    public void Find_UnknownFormat_IsNull(string name) => Assert.All(Drafts, draft => Assert.Null(SchemaFormats.Find(name, draft)));

    [Theory]
    [InlineData("hostname", JsonSchemaDraft.Draft6, "xn--x", true)]
    [InlineData("hostname", JsonSchemaDraft.Draft7, "xn--x", false)]
    [InlineData("relative-json-pointer", JsonSchemaDraft.Draft7, "0+1", false)]
    [InlineData("relative-json-pointer", JsonSchemaDraft.Draft202012, "0+1", true)]
    public void Find_FormatThatADraftChanged_ChecksAsTheDraftHasIt(string name, JsonSchemaDraft draft, string text, bool expected) =>
        Assert.Equal(expected, SchemaFormats.Find(name, draft)!(text));
}
