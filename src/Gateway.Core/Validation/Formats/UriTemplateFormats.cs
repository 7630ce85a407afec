using System.Buffers;

namespace Gateway.Core.Validation.Formats;

/// <summary>
/// Templates of RFC 6570, by its grammar, which sets aside operators that nothing expands yet.
/// <code>
/// literal{operator name:4,name*}literal
/// </code>
/// </summary>
internal static class UriTemplateFormats
{
    private const string Operators = "+#./;?&=,!@|";
    private const int MaxPrefixDigits = 4;

    // Section 2.1, and the apostrophe, which it left out by mistake. Percent signs and what is beyond ASCII are looked at one by one.
    private static readonly SearchValues<char> Literal =
        SearchValues.Create("!#$&'()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]_abcdefghijklmnopqrstuvwxyz~");

    private static readonly SearchValues<char> Name =
        SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");

    public static bool IsUriTemplate(ReadOnlySpan<char> text)
    {
        for (var open = text.IndexOf('{'); open >= 0; open = text.IndexOf('{'))
        {
            var expression = text[(open + 1)..];
            var close = expression.IndexOf('}');
            if (close < 0 || !IsLiteral(text[..open]) || !IsExpression(expression[..close]))
            {
                return false;
            }

            text = expression[(close + 1)..];
        }

        return IsLiteral(text);
    }

    private static bool IsLiteral(ReadOnlySpan<char> text) => UriCharacters.AreAll(text, Literal, BeyondAscii.UcsAndPrivate);

    private static bool IsExpression(ReadOnlySpan<char> text)
    {
        if (!text.IsEmpty && Operators.Contains(text[0], StringComparison.Ordinal))
        {
            text = text[1..];
        }

        for (var comma = text.IndexOf(','); comma >= 0; comma = text.IndexOf(','))
        {
            if (!IsVariable(text[..comma]))
            {
                return false;
            }

            text = text[(comma + 1)..];
        }

        return IsVariable(text);
    }

    private static bool IsVariable(ReadOnlySpan<char> text)
    {
        if (text.EndsWith('*'))
        {
            return IsName(text[..^1]);
        }

        var colon = text.IndexOf(':');
        return colon < 0 ? IsName(text) : IsName(text[..colon]) && IsPrefixLength(text[(colon + 1)..]);
    }

    /// <summary>Section 2.4.1: 1 to 9999.</summary>
    private static bool IsPrefixLength(ReadOnlySpan<char> text) =>
        text.Length is > 0 and <= MaxPrefixDigits && text[0] != '0' && !text.ContainsAnyExceptInRange('0', '9');

    /// <summary>Section 2.3: dots stand between characters only.</summary>
    private static bool IsName(ReadOnlySpan<char> text)
    {
        var needsCharacter = true;
        while (!text.IsEmpty)
        {
            var isDot = text[0] == '.';
            var length = isDot || Name.Contains(text[0]) ? 1 : UriCharacters.IsPercentEncoded(text) ? 3 : 0;
            if (length == 0 || (isDot && needsCharacter))
            {
                return false;
            }

            needsCharacter = isDot;
            text = text[length..];
        }

        return !needsCharacter;
    }
}
