using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Gateway.Core.Pipeline.Limits;

/// <summary>
/// Whom a limit per address counts, as 64 bits:
/// <code>
/// IPv6            its first 64 bits        what one network hands to one customer, who has 2^64 addresses in it
/// IPv4            FFFFFFFF aaaaaaaa        also when it is mapped into IPv6
/// anything else   FFFFFFFE 00000000        no address (a Unix socket), or one in FF00::/8, which no host has
/// </code>
/// Only the connection's address counts: what a client writes into <c>X-Forwarded-For</c> is no address until ASP.NET Core's forwarded
/// headers middleware, which knows the proxies, has put it there.
/// </summary>
internal static class ClientAddress
{
    public const ulong Unknown = 0xFFFF_FFFE_0000_0000;

    private const ulong Version4 = 0xFFFF_FFFF_0000_0000;
    private const ulong Multicast = 0xFF;

    public static ulong Get(HttpContext context) =>
        context.Features[typeof(IHttpConnectionFeature)] is IHttpConnectionFeature { RemoteIpAddress: { } address } ? Get(address) : Unknown;

    public static ulong Get(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        if (!address.TryWriteBytes(bytes, out _))
        {
            return Unknown;
        }

        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            return Version4 | BinaryPrimitives.ReadUInt32BigEndian(bytes);
        }

        if (address.IsIPv4MappedToIPv6)
        {
            return Version4 | BinaryPrimitives.ReadUInt32BigEndian(bytes[12..]);
        }

        var prefix = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        return prefix >> 56 == Multicast ? Unknown : prefix;
    }
}
