using Gateway.Core.Pipeline.Patterns.CodePoints;

namespace Gateway.Core.Pipeline.Patterns;

/// <summary>
/// Reads a class, <c>[...]</c>. In ECMA-262 a bracket that opens is a character in it, <c>[]</c> has no character and <c>[^]</c> all. A dash
/// beside a set, as in <c>[\w-.]</c>, is a character, as annex B.1.2 has it.
/// </summary>
internal static class PatternClass
{
    /// <summary>Reads on behind the bracket.</summary>
    public static CodePointSet Read(PatternCursor cursor)
    {
        var place = cursor.Place - 1;
        var isNegative = cursor.TryTake('^');
        var sets = new List<CodePointSet>();
        while (!cursor.TryTake(']'))
        {
            var partPlace = cursor.Place;
            var first = ReadAtom(cursor, place);
            if (cursor.IsAt("-]") || !cursor.TryTake('-'))
            {
                sets.Add(first);
                continue;
            }

            AddRange(sets, first, ReadAtom(cursor, place), cursor, partPlace);
        }

        var union = CodePointSet.Union(sets);
        return isNegative ? union.Complement() : union;
    }

    private static void AddRange(List<CodePointSet> sets, CodePointSet first, CodePointSet last, PatternCursor cursor, int place)
    {
        if (!first.TryGetOnlyOne(out var from) || !last.TryGetOnlyOne(out var to))
        {
            sets.AddRange([first, CodePointSet.Of('-'), last]);
            return;
        }

        if (from > to)
        {
            throw PatternCursor.Refuse(place, $@"the range {cursor.From(place)} runs backwards; turn it round, or write \- for a dash");
        }

        sets.Add(CodePointSet.From([new CodePointRange(from, to)]));
    }

    private static CodePointSet ReadAtom(PatternCursor cursor, int classPlace)
    {
        var place = cursor.Place;
        if (cursor.IsAtEnd)
        {
            throw PatternCursor.Refuse(classPlace, @"the class is not closed; write ] behind its last character, or \[ for a bracket");
        }

        if (cursor.TryTake("[:"))
        {
            cursor.TakeWhile(char.IsAsciiLetter);
            if (cursor.TryTake(":]"))
            {
                throw PatternCursor.Refuse(place, $@"{cursor.From(place)} is no class of ECMA-262; write a property, such as \p{{L}}, or a range");
            }

            cursor.Place = place;
        }

        if (!cursor.TryTake('\\'))
        {
            return CodePointSet.Of(cursor.TakeCodePoint());
        }

        return cursor.TryTake('b') ? CodePointSet.Of('\b') : PatternEscape.Read(cursor);
    }
}
