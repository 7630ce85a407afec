using System.Buffers;
using System.Text;

namespace Gateway.Core.Pipeline;

/// <summary>What may stand in a header (RFC 9110 sections 5.1 and 5.5).</summary>
internal static class HeaderText
{
    private const int HexLength = 3;
    private const int MaxUtf8Length = 4;

    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    // Of Unicode, too: what ends a line there ends one in the logs of some.
    private static readonly SearchValues<char> Controls = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Where(c => c != '\t').Concat(Enumerable.Range(0x7F, 0x21)).Concat([0x2028, 0x2029]).Select(c => (char)c)]);

    private static readonly SearchValues<char> PrintableAscii =
        SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Append('\t').Select(c => (char)c)]);

    public static bool IsName(string name) => name.Length > 0 && !name.AsSpan().ContainsAnyExcept(NameCharacters);

    public static bool HasControls(string value) => value.AsSpan().ContainsAny(Controls);

    /// <summary>
    /// A value for a request's header: whoever reads it is in this process, and gets every character but those that end a line or steer a
    /// terminal.
    /// </summary>
    public static string ForRequest(string value) =>
        IsPrintableAscii(value) || !HasControls(value)
            ? value
            : Encode(value, static character => character.Utf16SequenceLength == 1 && Controls.Contains((char)character.Value));

    /// <summary>A value for a response's header: what is not printable ASCII is sent percent-encoded in UTF-8, where a server would refuse it.</summary>
    public static string ForResponse(string value) =>
        IsPrintableAscii(value) ? value : Encode(value, static character => !IsPrintableAscii(character));

    // The usual value; a set of ASCII alone is searched several times faster than one of Unicode.
    private static bool IsPrintableAscii(string value) => !value.AsSpan().ContainsAnyExcept(PrintableAscii);

    private static bool IsPrintableAscii(Rune character) => character.IsAscii && PrintableAscii.Contains((char)character.Value);

    private static string Encode(string value, Predicate<Rune> isEncoded)
    {
        var text = new StringBuilder(value.Length + (2 * HexLength));
        Span<byte> utf8 = stackalloc byte[MaxUtf8Length];
        foreach (var character in value.EnumerateRunes())
        {
            if (!isEncoded(character))
            {
                text.Append(character);
                continue;
            }

            foreach (var unit in utf8[..character.EncodeToUtf8(utf8)])
            {
                text.Append('%').Append(unit.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        return text.ToString();
    }
}
