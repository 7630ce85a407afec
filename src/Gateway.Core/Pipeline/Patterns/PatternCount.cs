using System.Globalization;

namespace Gateway.Core.Pipeline.Patterns;

/// <summary>How often a part may come: <c>*</c>, <c>+</c>, <c>?</c>, <c>{2}</c>, <c>{2,}</c> and <c>{2,3}</c>.</summary>
internal readonly record struct PatternCount(int Least, int? Most)
{
    public static PatternCount? TryRead(PatternCursor cursor)
    {
        var place = cursor.Place;
        if (cursor.TryTake('*'))
        {
            return new PatternCount(0, null);
        }

        if (cursor.TryTake('+'))
        {
            return new PatternCount(1, null);
        }

        if (cursor.TryTake('?'))
        {
            return new PatternCount(0, 1);
        }

        var count = cursor.TryTake('{') ? TryReadBraced(cursor, place) : null;
        cursor.Place = count is null ? place : cursor.Place;
        return count;
    }

    private static PatternCount? TryReadBraced(PatternCursor cursor, int place)
    {
        var least = cursor.TakeWhile(char.IsAsciiDigit);
        var most = cursor.TryTake(',') ? cursor.TakeWhile(char.IsAsciiDigit) : least;
        if (!cursor.TryTake('}') || (least.Length == 0 && most.Length == 0))
        {
            return null;
        }

        // A character of its own in annex B, a count from zero elsewhere.
        if (least.Length == 0)
        {
            throw PatternCursor.Refuse(place, $$"""{{cursor.From(place)}} has no least count; write {0,{{most}}}, or \{ for a brace""");
        }

        var count = new PatternCount(Parse(cursor, place, least), most.Length == 0 ? null : Parse(cursor, place, most));
        return count.Most >= count.Least || count.Most is null
            ? count
            : throw PatternCursor.Refuse(place, $"{cursor.From(place)} runs backwards; write the smaller count first");
    }

    private static int Parse(PatternCursor cursor, int place, string digits)
    {
        var isNumber = int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count);
        return isNumber && count <= PatternLimits.Repetitions
            ? count
            : throw PatternCursor.Refuse(place, $"{cursor.From(place)} is over the most that a count may be, {PatternLimits.Repetitions}");
    }
}
