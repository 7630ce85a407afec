using System.Text.Encodings.Web;

namespace Gateway.Core.Mapping.Templates.Values;

/// <summary>Characters of XML and HTML.</summary>
internal static class MarkupCharacters
{
    private const int NoncharacterLength = 3;

    /// <summary>Makes markup's own characters text.</summary>
    public static readonly TextEncoder Encoder = HtmlEncoder.Default;

    /// <summary>Finds the first character that XML 1.0 has not (section 2.2): a control, or one of the last two of the basic plane.</summary>
    public static bool TryFindForbidden(ReadOnlySpan<byte> text, out int index, out int length)
    {
        for (index = 0; index < text.Length; index++)
        {
            var isNoncharacter = text[index] == 0xEF && text[index..] is [_, 0xBF, 0xBE or 0xBF, ..];
            if (isNoncharacter || (text[index] < ' ' && !"\t\n\r"u8.Contains(text[index])))
            {
                length = isNoncharacter ? NoncharacterLength : 1;
                return true;
            }
        }

        length = 0;
        return false;
    }
}
