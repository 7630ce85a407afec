using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Gateway.Core.Authorizers.Policies.Conditions;

/// <summary>
/// An address or a network such as <c>10.0.0.0/8</c>. An IPv4 address that is mapped into IPv6 is that IPv4 address, on both sides; no other
/// IPv6 network holds one. Bits after the prefix are ignored, as the reference does.
/// </summary>
internal readonly struct AddressRange
{
    /// <summary>Bytes in memory.</summary>
    public const int Size = 48;

    private const int Bits = 128;
    private const int BitsBeforeVersion4 = 96;

    private readonly bool _isVersion4;
    private readonly UInt128 _network;
    private readonly UInt128 _mask;

    private AddressRange(IPAddress address, int prefix)
    {
        (_isVersion4, var bits) = Read(address);
        _mask = prefix == 0 ? UInt128.Zero : UInt128.MaxValue << (Bits - prefix);
        _network = bits & _mask;
    }

    public static bool TryParse(string text, out AddressRange range)
    {
        range = default;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var address = slash < 0 ? text : text[..slash];
        if (!TryParseAddress(address, out var parsed))
        {
            return false;
        }

        // A mapped network shorter than the mapping itself would be neither of both kinds.
        var isVersion4 = parsed.AddressFamily == AddressFamily.InterNetwork;
        var (first, most) = (isVersion4 ? BitsBeforeVersion4 : 0, isVersion4 ? Bits - BitsBeforeVersion4 : Bits);
        var prefix = most;
        if (slash >= 0 && (!int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out prefix) || prefix > most))
        {
            return false;
        }

        if (parsed.IsIPv4MappedToIPv6 && prefix < BitsBeforeVersion4)
        {
            return false;
        }

        range = new AddressRange(parsed, first + prefix);
        return true;
    }

    public bool Contains(IPAddress address)
    {
        var (isVersion4, bits) = Read(address);
        return isVersion4 == _isVersion4 && (bits & _mask) == _network;
    }

    private static (bool IsVersion4, UInt128 Bits) Read(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out var length);
        return length == 4
            ? (true, ((UInt128)0xFFFF << 32) | BinaryPrimitives.ReadUInt32BigEndian(bytes))
            : (address.IsIPv4MappedToIPv6, BinaryPrimitives.ReadUInt128BigEndian(bytes));
    }

    // Not every text that the framework takes for an address: it reads "10" as 0.0.0.10 and "010.0.0.1" as 8.0.0.1.
    private static bool TryParseAddress(string text, out IPAddress address) =>
        IPAddress.TryParse(text, out address!)
        && (address.AddressFamily == AddressFamily.InterNetworkV6 ? !text.AsSpan().ContainsAny('%', '[') : address.ToString() == text);
}
