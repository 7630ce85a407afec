using Gateway.Core.Validation.Formats.Idn;

namespace Gateway.Core.Validation.Formats;

/// <summary>Names of hosts; without the dot at the end that says it is the whole name, as the formats have it.</summary>
internal static class HostFormats
{
    // RFC 1034 section 3.1 has 255 octets, with a length before each label and a root at the end.
    private const int MaxLength = 253;

    // RFC 3490 section 3.1; IDNA2008 leaves them to the reader of a name.
    private const string Dots = ".\u3002\uFF0E\uFF61";

    /// <summary>RFC 1034 section 3.1 and RFC 1123 section 2.1.</summary>
    public static bool IsHostname(ReadOnlySpan<char> text)
    {
        if (text.Length > MaxLength)
        {
            return false;
        }

        for (var dot = text.IndexOf('.'); dot >= 0; dot = text.IndexOf('.'))
        {
            if (!IdnLabel.IsLdhLabel(text[..dot]))
            {
                return false;
            }

            text = text[(dot + 1)..];
        }

        return IdnLabel.IsLdhLabel(text);
    }

    /// <summary>The same, where what begins with <c>xn--</c> has to stand for a label of IDNA2008.</summary>
    public static bool IsHostnameWithALabels(ReadOnlySpan<char> text) =>
        IsHostname(text) && (!text.Contains("xn--", StringComparison.OrdinalIgnoreCase) || IsIdnHostname(text));

    /// <summary>A name as above or with U-labels: RFC 5890 section 2.3.2.3.</summary>
    public static bool IsIdnHostname(ReadOnlySpan<char> text) => IsIdnHostname(text, isComposed: true);

    /// <summary>The same within an address of mail, of which RFC 6532 section 3.1 only advises that it be in its normal form.</summary>
    public static bool IsMailDomain(ReadOnlySpan<char> text) => IsIdnHostname(text, isComposed: false);

    private static bool IsIdnHostname(ReadOnlySpan<char> text, bool isComposed)
    {
        // A character takes at most two places here and at least one in the A-label.
        if (text.Length > 2 * MaxLength)
        {
            return false;
        }

        var (total, hasRightToLeft, keepsBidiRule) = (-1, false, true);
        while (true)
        {
            var dot = text.IndexOfAny(Dots);
            if (!IdnLabel.IsLabel(dot < 0 ? text : text[..dot], isComposed, out var length, out var keeps, out var isRightToLeft))
            {
                return false;
            }

            total += length + 1;
            hasRightToLeft |= isRightToLeft;
            keepsBidiRule &= keeps;
            if (dot < 0)
            {
                return total <= MaxLength && (keepsBidiRule || !hasRightToLeft);
            }

            text = text[(dot + 1)..];
        }
    }
}
