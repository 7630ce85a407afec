namespace Gateway.Core.Validation.Formats;

/// <summary>A UUID as RFC 4122 section 3 writes it, of any version and variant: 8-4-4-4-12 hexadecimal digits.</summary>
internal static class UuidFormats
{
    private const int Length = 36;

    public static bool IsUuid(ReadOnlySpan<char> text)
    {
        if (text.Length != Length)
        {
            return false;
        }

        for (var i = 0; i < text.Length; i++)
        {
            if (i is 8 or 13 or 18 or 23 ? text[i] != '-' : !char.IsAsciiHexDigit(text[i]))
            {
                return false;
            }
        }

        return true;
    }
}
