using System.Buffers;
using System.Text;

namespace Gateway.Core.Authorizers.Signing.Canonical;

/// <summary>Percent-encoding as Signature Version 4 has it: everything but the unreserved characters of RFC 3986 §2.3, in upper-case digits.</summary>
internal static class UriText
{
    private const int LongestOnStack = 128;

    private static readonly SearchValues<char> Unreserved =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~");

    /// <summary>Encodes the characters as they stand, those of an encoding that is there already too.</summary>
    public static void AppendEncoded(scoped ref PooledBytes output, ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            text = AppendPlain(ref output, text);
            if (!text.IsEmpty)
            {
                text = text[AppendEncodedCharacter(ref output, text)..];
            }
        }
    }

    /// <summary>
    /// Decodes a part of a query and encodes it anew, so that one meaning has one form. A <c>+</c> is a space, as ASP.NET Core reads it: a
    /// form of its own would let anyone turn the one into the other. What is no encoding stands for itself.
    /// </summary>
    public static void AppendNormalized(scoped ref PooledBytes output, ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            text = AppendPlain(ref output, text);
            if (text.IsEmpty)
            {
                return;
            }

            if (text[0] == '+')
            {
                AppendOctet(ref output, (byte)' ');
                text = text[1..];
            }
            else if (TryDecode(text, out var octet))
            {
                AppendOctet(ref output, octet);
                text = text[3..];
            }
            else
            {
                text = text[AppendEncodedCharacter(ref output, text)..];
            }
        }
    }

    /// <summary>The meaning of a part of a query. For the few short parameters of a presigned request.</summary>
    public static string Decode(ReadOnlySpan<char> text)
    {
        if (!text.ContainsAny('%', '+'))
        {
            return text.ToString();
        }

        Span<byte> octets = text.Length <= LongestOnStack ? stackalloc byte[3 * LongestOnStack] : new byte[3 * text.Length];
        var length = 0;
        while (!text.IsEmpty)
        {
            if (TryDecode(text, out var octet))
            {
                octets[length++] = octet;
                text = text[3..];
            }
            else
            {
                Rune.DecodeFromUtf16(text, out var rune, out var consumed);
                length += (text[0] == '+' ? new Rune(' ') : rune).EncodeToUtf8(octets[length..]);
                text = text[consumed..];
            }
        }

        return Encoding.UTF8.GetString(octets[..length]);
    }

    private static ReadOnlySpan<char> AppendPlain(scoped ref PooledBytes output, ReadOnlySpan<char> text)
    {
        var plain = text.IndexOfAnyExcept(Unreserved);
        plain = plain < 0 ? text.Length : plain;
        output.Append(text[..plain]);
        return text[plain..];
    }

    private static int AppendEncodedCharacter(scoped ref PooledBytes output, ReadOnlySpan<char> text)
    {
        Span<byte> octets = stackalloc byte[4];
        Rune.DecodeFromUtf16(text, out var rune, out var consumed);
        foreach (var octet in octets[..rune.EncodeToUtf8(octets)])
        {
            AppendOctet(ref output, octet);
        }

        return consumed;
    }

    private static void AppendOctet(scoped ref PooledBytes output, byte octet)
    {
        if (Unreserved.Contains((char)octet))
        {
            output.Append(octet);
            return;
        }

        ReadOnlySpan<byte> digits = "0123456789ABCDEF"u8;
        output.Append([(byte)'%', digits[octet >> 4], digits[octet & 15]]);
    }

    private static bool TryDecode(ReadOnlySpan<char> text, out byte octet)
    {
        if (text.Length >= 3 && text[0] == '%' && char.IsAsciiHexDigit(text[1]) && char.IsAsciiHexDigit(text[2]))
        {
            octet = byte.Parse(text[1..3], System.Globalization.NumberStyles.AllowHexSpecifier, System.Globalization.CultureInfo.InvariantCulture);
            return true;
        }

        octet = 0;
        return false;
    }
}
