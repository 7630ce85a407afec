using Gateway.Core.Validation.Formats;
using Xunit;

namespace Gateway.Core.Tests.Validation.Formats;

public class UriTemplateFormatsTests
{
    [Theory]
    [InlineData("{a}{b}", true)]
    [InlineData("{+a,b*,c:9999}", true)]
    [InlineData("{=a}", true)]
    [InlineData("{|a}", true)]
    [InlineData("{+}", false)]
    [InlineData("{++a}", false)]
    [InlineData("{a", false)]
    [InlineData("a}", false)]
    [InlineData("{{a}}", false)]
    [InlineData("{a{b}c}", false)]
    [InlineData("{a,,b}", false)]
    [InlineData("{,a,}", false)]
    [InlineData("{a:}", false)]
    [InlineData("{a:1*}", false)]
    [InlineData("{a*:1}", false)]
    [InlineData("{a**}", false)]
    [InlineData("{*}", false)]
    [InlineData("{:1}", false)]
    public void IsUriTemplate_Expressions_AreOperatorAndVariables(string text, bool expected) =>
        Assert.Equal(expected, UriTemplateFormats.IsUriTemplate(text));

    [Theory]
    [InlineData("{a.b_1.%41}", true)]
    [InlineData("{.a}", true)]
    [InlineData("{..a}", false)]
    [InlineData("{a.}", false)]
    [InlineData("{a..b}", false)]
    [InlineData("{a-b}", false)]
    [InlineData("{%4}", false)]
    [InlineData("{\u00fc}", false)]
    public void IsUriTemplate_Names_HaveDotsInside(string text, bool expected) => Assert.Equal(expected, UriTemplateFormats.IsUriTemplate(text));

    [Theory]
    [InlineData("/\u00fc/\ue000", true)]
    [InlineData("[]", true)]
    [InlineData("%zz", false)]
    [InlineData("a|b", false)]
    [InlineData("a^b", false)]
    public void IsUriTemplate_Literals_AreOfIris(string text, bool expected) => Assert.Equal(expected, UriTemplateFormats.IsUriTemplate(text));
}
