using System.Globalization;
using System.Text;

namespace Gateway.Core.Mapping.Templates.Model;

/// <summary>
/// Escapes text as the reference's <c>$util.escapeJavaScript</c> does (Commons Text, escapeEcmaScript): quotation marks of both kinds, slashes,
/// backslashes, controls, and everything beyond ASCII.
/// </summary>
internal static class JavaScriptText
{
    /// <summary>Characters of one escape: \uXXXX.</summary>
    public const int LongestEscape = 6;

    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            switch (character)
            {
                case '"' or '\'' or '\\' or '/':
                    escaped.Append('\\').Append(character);
                    break;
                case '\b' or '\t' or '\n' or '\f' or '\r':
                    escaped.Append('\\').Append("btn-fr"[character - '\b']);
                    break;
                case >= ' ' and <= '~':
                    escaped.Append(character);
                    break;
                default:
                    escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}");
                    break;
            }
        }

        return escaped.ToString();
    }
}
