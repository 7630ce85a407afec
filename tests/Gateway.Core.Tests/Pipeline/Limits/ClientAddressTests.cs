using System.Net;
using Gateway.Core.Pipeline.Limits;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Xunit;

namespace Gateway.Core.Tests.Pipeline.Limits;

public class ClientAddressTests
{
    [Theory]
    [InlineData("192.0.2.1", 0xFFFF_FFFF_C000_0201)]
    [InlineData("0.0.0.0", 0xFFFF_FFFF_0000_0000)]
    [InlineData("255.255.255.255", 0xFFFF_FFFF_FFFF_FFFF)]
    [InlineData("::ffff:192.0.2.1", 0xFFFF_FFFF_C000_0201)]
    [InlineData("2001:db8:1:2::1", 0x2001_0db8_0001_0002)]
    [InlineData("2001:db8:1:2:ffff:ffff:ffff:ffff", 0x2001_0db8_0001_0002)]
    [InlineData("2001:db8:1:3::1", 0x2001_0db8_0001_0003)]
    [InlineData("fe80::1%3", 0xfe80_0000_0000_0000)]
    [InlineData("::1", 0)]
    [InlineData("ff02::1", ClientAddress.Unknown)]
    [InlineData("ffff:ffff:c000:0201::", ClientAddress.Unknown)]
    public void Get_Address_IsItsSubject(string address, ulong subject) => Assert.Equal(subject, ClientAddress.Get(IPAddress.Parse(address)));

    [Fact]
    public void Get_ConnectionWithoutAddress_IsOneConstant()
    {
        var context = new DefaultHttpContext();
        context.Features.Set<IHttpConnectionFeature>(null);

        Assert.Equal(0xFFFF_FFFE_0000_0000, ClientAddress.Get(new DefaultHttpContext()));
        Assert.Equal(0xFFFF_FFFE_0000_0000, ClientAddress.Get(context));
    }

    [Fact]
    public void Get_RequestWithForwardingHeaders_LooksAtTheConnectionOnly()
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse("192.0.2.1");
        context.Request.Headers["X-Forwarded-For"] = "198.51.100.7";
        context.Request.Headers["Forwarded"] = "for=198.51.100.7";

        Assert.Equal(0xFFFF_FFFF_C000_0201, ClientAddress.Get(context));
    }
}
