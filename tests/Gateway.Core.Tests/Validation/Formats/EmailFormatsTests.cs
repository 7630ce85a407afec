using Gateway.Core.Validation.Formats;
using Xunit;

namespace Gateway.Core.Tests.Validation.Formats;

public class EmailFormatsTests
{
    [Theory]
    [InlineData("\"\"@example.com", true)]
    [InlineData("\"a\\\"b\"@example.com", true)]
    [InlineData("\"a\\\\\"@example.com", true)]
    [InlineData("\"a\\\"@example.com", false)]
    [InlineData("\"a\"b@example.com", false)]
    [InlineData("\"a\"\"b\"@example.com", false)]
    [InlineData("\"a\".b@example.com", false)]
    [InlineData("\"a\n\"@example.com", false)]
    [InlineData("\"a\\\u00fc\"@example.com", false)]
    [InlineData("\"a@example.com", false)]
    [InlineData("\"", false)]
    [InlineData("a\"b\"@example.com", false)]
    public void IsEmail_QuotedLocalPart_EndsAtItsQuote(string text, bool expected) => Assert.Equal(expected, EmailFormats.IsEmail(text));

    [Theory]
    [InlineData("a@[1.2.3.4]", true)]
    [InlineData("a@[ipv6:::1]", true)]
    [InlineData("a@[::1]", false)]
    [InlineData("a@[IPv6:1.2.3.4]", false)]
    [InlineData("a@[IPv7:x]", false)]
    [InlineData("a@[1.2.3.4", false)]
    [InlineData("a@[1.2.3.4]x", false)]
    [InlineData("a@[]", false)]
    [InlineData("a@[", false)]
    [InlineData("a@1.2.3.4]", false)]
    public void IsEmail_AddressLiteral_IsOfAKnownFamily(string text, bool expected) => Assert.Equal(expected, EmailFormats.IsEmail(text));

    [Theory]
    [InlineData("a@b", true)]
    [InlineData("a@b@c", false)]
    [InlineData("a@-b", false)]
    [InlineData("a@b.", false)]
    [InlineData("a@b..c", false)]
    [InlineData("a(c)@b", false)]
    [InlineData("a@b\n", false)]
    [InlineData("a@b\0", false)]
    [InlineData("a\0@b", false)]
    [InlineData("\u00fc@b", false)]
    [InlineData("a@b\u00fc", false)]
    public void IsEmail_Mailbox_IsOneOfAscii(string text, bool expected) => Assert.Equal(expected, EmailFormats.IsEmail(text));

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void IsEmail_LongLocalPart_HasAtMost64Octets(int length, bool expected)
    {
        Assert.Equal(expected, EmailFormats.IsEmail(new string('a', length) + "@b"));
        Assert.Equal(expected, EmailFormats.IsEmail($"\"{new string('a', length - 2)}\"@b"));
        Assert.Equal(expected, EmailFormats.IsIdnEmail(new string('\u00fc', length / 2) + new string('a', length % 2) + "@b"));
    }

    [Theory]
    [InlineData("\u00fc.\ud83d\ude00@b", true)]
    [InlineData("\"\u00fc \\\"\"@b", true)]
    [InlineData("\"\\\u00fc\"@b", false)]
    [InlineData("a@b\u00fc\u3002c", true)]
    [InlineData("a@b\u2603", false)]
    [InlineData("a@b\u202e", false)]
    [InlineData("a@\u00fc-", false)]
    [InlineData("\u00fc@[1.2.3.4]", true)]
    public void IsIdnEmail_BeyondAscii_IsInLocalPartAndLabels(string text, bool expected) => Assert.Equal(expected, EmailFormats.IsIdnEmail(text));
}
