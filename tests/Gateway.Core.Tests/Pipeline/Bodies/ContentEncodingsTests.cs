using Gateway.Core.Pipeline.Bodies;
using Microsoft.Extensions.Primitives;
using Xunit;

namespace Gateway.Core.Tests.Pipeline.Bodies;

public class ContentEncodingsTests
{
    [Theory]
    [InlineData("None")]
    [InlineData("None", "")]
    [InlineData("None", " ")]
    [InlineData("None", "identity")]
    [InlineData("None", "\tIdentity ")]
    [InlineData("GZip", "gzip")]
    [InlineData("GZip", " GZIP\t")]
    [InlineData("GZip", "x-gzip")]
    [InlineData("Deflate", "deflate")]
    [InlineData("Brotli", "br")]
    [InlineData("Brotli", "BR")]
    [InlineData("Unsupported", "zstd")]
    [InlineData("Unsupported", "compress")]
    [InlineData("Unsupported", "gzip,")]
    [InlineData("Unsupported", "gzip, gzip")]
    [InlineData("Unsupported", "identity, gzip")]
    [InlineData("Unsupported", "gzip;q=1")]
    [InlineData("Unsupported", "gzıp")]
    [InlineData("Unsupported", "gzip", "gzip")]
    [InlineData("Unsupported", "gzip", "")]
    [InlineData("Unsupported", "identity", "identity")]
    public void Of_Header_IsOneEncodingOrUnsupported(string expected, params string[] values) =>
        Assert.Equal(expected, ContentEncodings.Of(new StringValues(values)).ToString());
}
