namespace Gateway.Core.Validation.Formats;

/// <summary>Pointers into a document: RFC 6901, and relative ones as the two drafts of JSON Schema cite them.</summary>
internal static class PointerFormats
{
    /// <summary>Empty or from a slash on; a tilde is written <c>~0</c>, a slash in a name <c>~1</c>.</summary>
    public static bool IsJsonPointer(ReadOnlySpan<char> text)
    {
        if (!text.IsEmpty && text[0] != '/')
        {
            return false;
        }

        for (var tilde = text.IndexOf('~'); tilde >= 0; tilde = text.IndexOf('~'))
        {
            if (tilde + 1 == text.Length || text[tilde + 1] is not ('0' or '1'))
            {
                return false;
            }

            text = text[(tilde + 2)..];
        }

        return true;
    }

    /// <summary>draft-handrews-relative-json-pointer-01: levels up, then <c>#</c> or a pointer.</summary>
    public static bool IsRelativeJsonPointer(ReadOnlySpan<char> text) => TrySkipNumber(ref text) && (text is "#" || IsJsonPointer(text));

    /// <summary>
    /// draft-bhutton-relative-json-pointer-00: levels up, a move in the array, then <c>#</c> or a pointer. Its grammar forgot the <c>#</c> after
    /// a move, which its text allows.
    /// </summary>
    public static bool IsRelativeJsonPointerWithIndexMove(ReadOnlySpan<char> text)
    {
        if (!TrySkipNumber(ref text))
        {
            return false;
        }

        if (!text.IsEmpty && text[0] is '+' or '-')
        {
            text = text[1..];
            if (!TrySkipNumber(ref text))
            {
                return false;
            }
        }

        return text is "#" || IsJsonPointer(text);
    }

    private static bool TrySkipNumber(ref ReadOnlySpan<char> text)
    {
        var digits = text.IndexOfAnyExceptInRange('0', '9');
        digits = digits < 0 ? text.Length : digits;
        var isNumber = digits == 1 || (digits > 1 && text[0] != '0');
        text = text[digits..];
        return isNumber;
    }
}
