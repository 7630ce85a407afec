using Gateway.Core.Pipeline.Bodies;
using Xunit;

namespace Gateway.Core.Tests.Pipeline.Bodies;

public class MediaTypeTests
{
    [Theory]
    [InlineData("Application/JSON", "application/json")]
    [InlineData("application/json; charset=utf-8", "application/json")]
    [InlineData("application/vnd.shop.order+json", "application/vnd.shop.order+json")]
    [InlineData("$default", "$default")]
    public void Normalize_MediaType_IsLowerCaseWithoutParameters(string written, string expected) => Assert.Equal(expected, MediaType.Normalize(written));

    [Theory]
    [InlineData("application/json", "application/json")]
    [InlineData(" application/json \t; charset=utf-8", "application/json")]
    [InlineData(";", "")]
    [InlineData("", "")]
    public void GetName_Header_IsWithoutParameters(string header, string expected) => Assert.Equal(expected, MediaType.GetName(header).ToString());

    [Theory]
    [InlineData("application/json", true)]
    [InlineData("application/json;", true)]
    [InlineData("application/json; charset=utf-8", true)]
    [InlineData("application/json; Charset = \"UTF-8\"", true)]
    [InlineData("application/json; v=1; charset=utf-8", true)]
    [InlineData("application/json; charset=utf-16", false)]
    [InlineData("application/json; charset=utf-7", false)]
    [InlineData("application/json; charset=utf-8; charset=utf-16", false)]
    [InlineData("application/json; charset=utf-16; charset=utf-8", false)]
    [InlineData("application/json; charset=", false)]
    [InlineData("application/json; charset=iso-8859-1", false)]
    public void IsUtf8_Header_GoesByEveryCharset(string header, bool expected) => Assert.Equal(expected, MediaType.IsUtf8(header));
}
