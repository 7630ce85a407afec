using System.Buffers;
using Gateway.Core.Pipeline.Patterns.CodePoints;

namespace Gateway.Core.Pipeline.Patterns;

/// <summary>A place in the text of a pattern that moves on as it is read.</summary>
internal sealed class PatternCursor(string text)
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789ABCDEFabcdef");

    public int Place { get; set; }

    public bool IsAtEnd => Place >= text.Length;

    /// <summary>The next character, or NUL at the end, which no caller asks for.</summary>
    public char Next => IsAtEnd ? '\0' : text[Place];

    public bool IsAt(string part) => text.AsSpan(Place).StartsWith(part, StringComparison.Ordinal);

    public bool TryTake(char character)
    {
        var isThere = !IsAtEnd && text[Place] == character;
        Place += isThere ? 1 : 0;
        return isThere;
    }

    public bool TryTake(string part)
    {
        var isThere = IsAt(part);
        Place += isThere ? part.Length : 0;
        return isThere;
    }

    /// <summary>Takes what stands up to the character, and the character; null when it does not come.</summary>
    public string? TryTakeUpTo(char end)
    {
        var length = text.AsSpan(Place).IndexOf(end);
        if (length < 0)
        {
            return null;
        }

        Place += length + 1;
        return text.Substring(Place - length - 1, length);
    }

    public string TakeWhile(Func<char, bool> fits)
    {
        var first = Place;
        while (!IsAtEnd && fits(text[Place]))
        {
            Place++;
        }

        return text[first..Place];
    }

    public int TakeCodePoint()
    {
        var place = Place;
        var codePoint = CodePointAlphabet.ReadCodePoint(text, ref place);
        Place = place;
        return codePoint;
    }

    /// <summary>Takes exactly so many hexadecimal digits, or nothing.</summary>
    public int? TryTakeHex(int digits)
    {
        if (Place + digits > text.Length || text.AsSpan(Place, digits).ContainsAnyExcept(HexDigits))
        {
            return null;
        }

        Place += digits;
        return Convert.ToInt32(text.Substring(Place - digits, digits), 16);
    }

    /// <summary>What stands from a place up to here, for a message.</summary>
    public string From(int place) => text[place..Math.Min(Place, text.Length)];

    public static FormatException Refuse(int place, string problem) => new($"At character {place + 1} of the pattern: {problem}.");
}
