using System.Buffers;
using System.Text;

namespace Gateway.Core.Validation.Formats.Idn;

/// <summary>
/// One label of an internationalized name, RFC 5890 section 2.3.2: ASCII letters, digits and hyphens; an A-label, which is <c>xn--</c> and
/// Punycode; or a U-label, what an A-label stands for. U-labels follow RFC 5891 section 4.2.
/// </summary>
internal static class IdnLabel
{
    public const int MaxLength = 63;

    private const string Prefix = "xn--";

    /// <param name="text">The label, without dots.</param>
    /// <param name="isComposed">Whether a U-label has to be in its normal form, as it has in a name by itself.</param>
    /// <param name="length">How long the label is as an A-label.</param>
    /// <param name="keepsBidiRule">Counts only where a label of the name is <paramref name="isRightToLeft"/>.</param>
    /// <param name="isRightToLeft">Whether the label has anything written from right to left.</param>
    public static bool IsLabel(ReadOnlySpan<char> text, bool isComposed, out int length, out bool keepsBidiRule, out bool isRightToLeft)
    {
        (length, keepsBidiRule, isRightToLeft) = (text.Length, false, false);
        Span<int> buffer = stackalloc int[MaxLength];
        if (!TryRead(text, buffer, out var count))
        {
            return false;
        }

        ReadOnlySpan<int> label = buffer[..count];
        if (label.ContainsAnyExceptInRange(0, 0x7F))
        {
            if (!IsULabel(label, isComposed))
            {
                return false;
            }

            length = Ascii.IsValid(text) ? length : Prefix.Length + Punycode.CountEncoded(label);
        }

        keepsBidiRule = BidiRule.IsKept(label, out isRightToLeft);
        return length <= MaxLength;
    }

    /// <summary>Letters, digits and inner hyphens of ASCII: RFC 1034 section 3.5, with the first digit that RFC 1123 allows.</summary>
    public static bool IsLdhLabel(ReadOnlySpan<char> text)
    {
        if (text.Length is 0 or > MaxLength || text[0] == '-' || text[^1] == '-')
        {
            return false;
        }

        foreach (var character in text)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character != '-')
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryRead(ReadOnlySpan<char> text, Span<int> label, out int count)
    {
        count = 0;
        if (Ascii.IsValid(text))
        {
            return IsLdhLabel(text) && TryReadAscii(text, label, out count);
        }

        while (!text.IsEmpty)
        {
            if (count == label.Length || Rune.DecodeFromUtf16(text, out var rune, out var read) != OperationStatus.Done)
            {
                return false;
            }

            label[count++] = rune.Value;
            text = text[read..];
        }

        return true;
    }

    private static bool TryReadAscii(ReadOnlySpan<char> text, Span<int> label, out int count)
    {
        Span<char> small = stackalloc char[MaxLength];
        Ascii.ToLower(text, small, out var length);
        small = small[..length];
        if (small.StartsWith(Prefix, StringComparison.Ordinal))
        {
            // Nothing but ASCII is not what Punycode is for.
            return Punycode.TryDecode(small[Prefix.Length..], label, out count) && label[..count].ContainsAnyExceptInRange(0, 0x7F);
        }

        for (count = 0; count < small.Length; count++)
        {
            label[count] = small[count];
        }

        return true;
    }

    private static bool IsULabel(ReadOnlySpan<int> label, bool isComposed)
    {
        if (label[0] == '-' || label[^1] == '-' || label is [_, _, '-', '-', ..] || IdnCodePoints.IsMark(label[0]))
        {
            return false;
        }

        for (var place = 0; place < label.Length; place++)
        {
            if (!IdnCodePoints.IsAllowed(label[place]) || !IdnContext.IsRight(label, place))
            {
                return false;
            }
        }

        return !isComposed || IsComposed(label);
    }

    /// <summary>
    /// Form KC, not C: of single code points RFC 5892 section 2.2 refuses those that the former would change. Without ICU the platform takes
    /// every text to be in it.
    /// </summary>
    private static bool IsComposed(ReadOnlySpan<int> label)
    {
        Span<char> text = stackalloc char[2 * MaxLength];
        var length = 0;
        foreach (var codePoint in label)
        {
            length += new Rune(codePoint).EncodeToUtf16(text[length..]);
        }

        ReadOnlySpan<char> written = text[..length];
        return written.IsNormalized(NormalizationForm.FormKC);
    }
}
