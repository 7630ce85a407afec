using Gateway.Core.Validation.Formats;
using Xunit;

namespace Gateway.Core.Tests.Validation.Formats;

public class AddressFormatsTests
{
    [Theory]
    [InlineData("0.0.0.0", true)]
    [InlineData("255.249.99.9", true)]
    [InlineData("1.2.3.256", false)]
    [InlineData("1.2.3.260", false)]
    [InlineData("1.2.3.300", false)]
    [InlineData("1.2.3.00", false)]
    [InlineData("01.2.3.4", false)]
    [InlineData("1.2.3", false)]
    [InlineData("1.2.3.4.", false)]
    [InlineData("1.2.3.4.5", false)]
    [InlineData("...", false)]
    public void IsIpv4_Octets_AreDecimalUpTo255(string text, bool expected) => Assert.Equal(expected, AddressFormats.IsIpv4(text));

    [Theory]
    [InlineData("::", true)]
    [InlineData("::1", true)]
    [InlineData("1::", true)]
    [InlineData("1:2:3:4:5:6:7:8", true)]
    [InlineData("1:2:3:4:5:6:7::", true)]
    [InlineData("::2:3:4:5:6:7:8", true)]
    [InlineData("1:2:3:4::5:6:7:8", false)]
    [InlineData("::1:2:3:4:5:6:7:8", false)]
    [InlineData("1:2:3:4:5:6:7:8::", false)]
    [InlineData(":", false)]
    [InlineData(":1", false)]
    [InlineData("1:", false)]
    [InlineData(":::", false)]
    [InlineData("1:::2", false)]
    [InlineData("ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255", true)]
    [InlineData("1:2:3:4:5:6:7:1.2.3.4", false)]
    [InlineData("1:2:3:4:5::1.2.3.4", true)]
    [InlineData("1:2:3:4:5:6::1.2.3.4", false)]
    [InlineData("::1.2.3.4:1", false)]
    [InlineData("::.1.2.3", false)]
    public void IsIpv6_Groups_AreEightOrShortened(string text, bool expected) => Assert.Equal(expected, AddressFormats.IsIpv6(text));

    [Theory]
    [InlineData("fe80::1%eth0", false)]
    [InlineData("fe80::1%25eth0", false)]
    [InlineData("[::1]", false)]
    [InlineData("[::1]:80", false)]
    [InlineData("::1/128", false)]
    [InlineData("00001::", false)]
    public void IsIpv6_WhatPlatformsAlsoTake_IsRefused(string text, bool expected) => Assert.Equal(expected, AddressFormats.IsIpv6(text));
}
