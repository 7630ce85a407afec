namespace Gateway.Core.Mapping.Paths.Parsing;

/// <summary>A place in the text of a path that moves on as it is read.</summary>
/// <param name="text">The path.</param>
/// <param name="isReference">Whether names behind a dot may have dashes and begin with digits, as in the reference's expressions.</param>
internal sealed class PathCursor(string text, bool isReference)
{
    private int _depth;

    public int Place { get; set; }

    public bool IsReference => isReference;

    public bool IsAtEnd => Place >= text.Length;

    /// <summary>The next character, or NUL at the end, which no part of a path is.</summary>
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

    public char Take() => text[Place++];

    public string TakeWhile(Func<char, bool> fits)
    {
        var first = Place;
        while (!IsAtEnd && fits(text[Place]))
        {
            Place++;
        }

        return text[first..Place];
    }

    /// <summary>The white space of RFC 9535, 2.1.1, which is that of JSON.</summary>
    public void SkipSpace()
    {
        while (Next is ' ' or '\t' or '\n' or '\r')
        {
            Place++;
        }
    }

    /// <summary>Takes a character that may have white space before it.</summary>
    public bool TryTakeSpaced(char character)
    {
        SkipSpace();
        return TryTake(character);
    }

    public void Enter(int place)
    {
        if (++_depth > PathLimits.Depth)
        {
            throw Refuse(place, $"filters, parentheses and functions stand more than {PathLimits.Depth} deep in each other");
        }
    }

    public void Leave() => _depth--;

    /// <summary>What stands from a place up to here, for a message.</summary>
    public string From(int place) => text[place..Math.Min(Place, text.Length)];

    /// <summary>What stands here, for a message.</summary>
    public string Describe() => IsAtEnd ? "the path ends" : char.IsControl(Next) ? $"U+{(int)Next:X4} stands here" : $"{Next} stands here";

    /// <summary>Says that something else stands here than there should.</summary>
    public FormatException Expect(string right) => Refuse(Place, $"{Describe()}; {right}");

    public static FormatException Refuse(int place, string problem) => new($"At character {place + 1} of the path: {problem}.");
}
