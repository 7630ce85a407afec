namespace Gateway.Core.Pipeline.Patterns;

internal enum PatternGroupKind
{
    Plain,
    Capture,
    Look,
}

/// <summary>How a group opens: <c>(</c>, <c>(?:</c>, <c>(?&lt;name></c>, <c>(?=</c>, <c>(?!</c>, <c>(?&lt;=</c> or <c>(?&lt;!</c>.</summary>
internal readonly record struct PatternGroup(PatternGroupKind Kind, bool IsBehind = false, bool IsNegative = false)
{
    /// <summary>Reads on behind the parenthesis, and adds a group that captures to the list of their names.</summary>
    public static PatternGroup Read(PatternCursor cursor, int place, List<string?> names)
    {
        if (!cursor.TryTake('?'))
        {
            names.Add(null);
            return new PatternGroup(PatternGroupKind.Capture);
        }

        if (cursor.TryTake(':'))
        {
            return new PatternGroup(PatternGroupKind.Plain);
        }

        var isBehind = cursor.IsAt("<=") || cursor.IsAt("<!");
        var isNamed = cursor.TryTake('<') && !isBehind;
        if (isNamed)
        {
            names.Add(ReadName(cursor, place, names));
            return new PatternGroup(PatternGroupKind.Capture);
        }

        var isNegative = cursor.TryTake('!');
        if (isNegative || cursor.TryTake('='))
        {
            return new PatternGroup(PatternGroupKind.Look, isBehind, isNegative);
        }

        cursor.Place += cursor.IsAtEnd ? 0 : 1;
        throw PatternCursor.Refuse(place, $"{cursor.From(place)} opens no group that is known; write (?:, (?<name>, (?=, (?!, (?<= or (?<!");
    }

    private static string ReadName(PatternCursor cursor, int place, List<string?> names)
    {
        var name = cursor.TryTakeUpTo('>');
        if (string.IsNullOrEmpty(name) || char.IsDigit(name[0]) || !name.All(character => char.IsLetterOrDigit(character) || character is '_' or '$'))
        {
            throw PatternCursor.Refuse(place, "the name of the group is not of letters, digits, _ and $; write (?<name>...)");
        }

        return names.Contains(name) ? throw PatternCursor.Refuse(place, $"there is another group of the name {name}; name each once") : name;
    }
}
