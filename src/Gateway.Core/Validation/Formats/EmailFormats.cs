using System.Buffers;
using System.Text;

namespace Gateway.Core.Validation.Formats;

/// <summary>
/// A mailbox of RFC 5321 section 4.1.2, and as RFC 6531 section 3.3 extends it beyond ASCII.
/// <code>
/// mailbox   local@domain  or  local@[1.2.3.4]  or  local@[IPv6:::1]
/// local     atom.atom  or  "any characters, \" and \\ among them"
/// </code>
/// </summary>
internal static class EmailFormats
{
    private const int MaxLocalOctets = 64;

    private static readonly SearchValues<char> Atom =
        SearchValues.Create("!#$%&'*+-/0123456789=?ABCDEFGHIJKLMNOPQRSTUVWXYZ^_`abcdefghijklmnopqrstuvwxyz{|}~");

    public static bool IsEmail(ReadOnlySpan<char> text) => IsMailbox(text, isInternational: false);

    public static bool IsIdnEmail(ReadOnlySpan<char> text) => IsMailbox(text, isInternational: true);

    private static bool IsMailbox(ReadOnlySpan<char> text, bool isInternational)
    {
        // A local part of so many octets has no more characters; what is longer is not worth reading.
        var start = text[..Math.Min(text.Length, MaxLocalOctets + 1)];
        var at = start.StartsWith('"') ? FindEndOfQuoted(start) : start.IndexOf('@');
        if (at <= 0 || at == text.Length || text[at] != '@')
        {
            return false;
        }

        var local = text[..at];
        var domain = text[(at + 1)..];
        var isLocal = local[0] == '"' ? IsQuoted(local[1..^1], isInternational) : IsDotted(local, isInternational);
        return isLocal
            && Encoding.UTF8.GetByteCount(local) <= MaxLocalOctets
            && (domain.StartsWith('[') ? IsLiteral(domain) : isInternational ? HostFormats.IsMailDomain(domain) : HostFormats.IsHostname(domain));
    }

    /// <summary>Returns the place after the closing quote, -1 where there is none.</summary>
    private static int FindEndOfQuoted(ReadOnlySpan<char> text)
    {
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] == '"')
            {
                return i + 1;
            }

            i += text[i] == '\\' ? 1 : 0;
        }

        return -1;
    }

    /// <summary>Printable ASCII, and beyond it what no backslash quotes; there is no quote left that none does.</summary>
    private static bool IsQuoted(ReadOnlySpan<char> text, bool isInternational)
    {
        while (!text.IsEmpty)
        {
            var isPair = text[0] == '\\';
            text = text[(isPair ? 1 : 0)..];
            if (text[0] is >= ' ' and <= '~')
            {
                text = text[1..];
            }
            else if (isPair || !isInternational || !TrySkipBeyondAscii(ref text))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsDotted(ReadOnlySpan<char> text, bool isInternational)
    {
        if (text[0] == '.' || text[^1] == '.' || text.Contains("..", StringComparison.Ordinal))
        {
            return false;
        }

        while (!text.IsEmpty)
        {
            if (text[0] == '.' || Atom.Contains(text[0]))
            {
                text = text[1..];
            }
            else if (!isInternational || !TrySkipBeyondAscii(ref text))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Skips one character that UTF-8 writes with more than one octet.</summary>
    private static bool TrySkipBeyondAscii(ref ReadOnlySpan<char> text)
    {
        if (Rune.DecodeFromUtf16(text, out var rune, out var read) != OperationStatus.Done || rune.IsAscii)
        {
            return false;
        }

        text = text[read..];
        return true;
    }

    /// <summary>RFC 5321 section 4.1.3; of the tags it leaves room for, none but IPv6 was ever registered.</summary>
    private static bool IsLiteral(ReadOnlySpan<char> text)
    {
        const string Tag = "IPv6:";
        if (text[^1] != ']')
        {
            return false;
        }

        text = text[1..^1];
        return text.StartsWith(Tag, StringComparison.OrdinalIgnoreCase)
            ? AddressFormats.IsIpv6(text[Tag.Length..])
            : AddressFormats.IsIpv4(text);
    }
}
