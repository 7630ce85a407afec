using System.Globalization;
using System.Text;

namespace Gateway.Core.UsagePlans.Headers;

/// <summary>Strings of structured fields, RFC 9651 section 3.3.3.</summary>
internal static class StructuredText
{
    /// <summary>
    /// The string, quoted. Quotes and backslashes get a backslash; what the field cannot have at all (control characters, anything beyond
    /// ASCII) is percent-encoded in UTF-8, and the percent sign itself too, so that different texts stay different.
    /// </summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder("\"", text.Length + 2);
        foreach (var unit in Encoding.UTF8.GetBytes(text))
        {
            _ = unit switch
            {
                (byte)'"' or (byte)'\\' => quoted.Append('\\').Append((char)unit),
                < 0x20 or > 0x7E or (byte)'%' => quoted.Append(CultureInfo.InvariantCulture, $"%{unit:X2}"),
                _ => quoted.Append((char)unit),
            };
        }

        return quoted.Append('"').ToString();
    }
}
