using System.Net;
using Gateway.Core.Authorizers.Policies.Conditions;
using Xunit;

namespace Gateway.Core.Tests.Authorizers.Policies.Conditions;

public class AddressRangeTests
{
    [Theory]
    [InlineData("10.0.0.0/8", "10.255.255.255", true)]
    [InlineData("10.0.0.0/8", "11.0.0.0", false)]
    [InlineData("10.0.0.0/8", "::ffff:10.0.0.1", true)]
    [InlineData("10.0.0.0/8", "::10.0.0.1", false)]
    [InlineData("10.1.2.3/8", "10.9.9.9", true)]
    [InlineData("192.0.2.1", "192.0.2.1", true)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    [InlineData("192.0.2.1/32", "::ffff:c000:201", true)]
    [InlineData("0.0.0.0/0", "255.255.255.255", true)]
    [InlineData("0.0.0.0/0", "::1", false)]
    [InlineData("::/0", "2001:db8::1", true)]
    [InlineData("::/0", "10.0.0.1", false)]
    [InlineData("::/0", "::ffff:10.0.0.1", false)]
    [InlineData("2001:db8::/32", "2001:db8:ffff::1", true)]
    [InlineData("2001:db8::/32", "2001:db9::1", false)]
    [InlineData("2001:db8::1", "2001:0DB8:0:0::1", true)]
    [InlineData("fe80::/10", "fe80::1%3", true)]
    [InlineData("::ffff:10.0.0.0/104", "10.2.3.4", true)]
    [InlineData("::ffff:10.0.0.0/104", "::ffff:10.2.3.4", true)]
    [InlineData("::ffff:0:0/96", "1.2.3.4", true)]
    public void Contains_Address_IsInTheNetworkOfItsKind(string range, string address, bool expected)
    {
        Assert.True(AddressRange.TryParse(range, out var parsed));
        Assert.Equal(expected, parsed.Contains(IPAddress.Parse(address)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/8")]
    [InlineData("10")]
    [InlineData("10.1")]
    [InlineData("010.0.0.1")]
    [InlineData("0x0a.0.0.1")]
    [InlineData("10.0.0.0/")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.0/-1")]
    [InlineData("10.0.0.0/+8")]
    [InlineData("10.0.0.0/8/8")]
    [InlineData("10.0.0.*")]
    [InlineData(" 10.0.0.1")]
    [InlineData("::/129")]
    [InlineData("fe80::1%3")]
    [InlineData("[::1]")]
    [InlineData("[::1]:80")]
    [InlineData("::ffff:0:0/95")]
    [InlineData("example.com")]
    public void TryParse_NoAddressOrNetwork_ReturnsFalse(string text) => Assert.False(AddressRange.TryParse(text, out _));
}
