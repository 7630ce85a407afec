using Gateway.Core.Mapping.Paths.Selectors;

namespace Gateway.Core.Mapping.Paths.Parsing;

/// <summary>Reads what stands in brackets (RFC 9535, 2.3).</summary>
internal static class SelectorReader
{
    /// <summary>Reads on behind the bracket, and the one that closes.</summary>
    public static PathSelector[] ReadBracketed(PathCursor cursor)
    {
        var selectors = new List<PathSelector>();
        do
        {
            cursor.SkipSpace();
            selectors.Add(Read(cursor));
        }
        while (cursor.TryTakeSpaced(','));

        return cursor.TryTake(']')
            ? [.. selectors]
            : throw cursor.Expect("a comma and one more selector, or ] comes behind a selector");
    }

    private static PathSelector Read(PathCursor cursor)
    {
        var place = cursor.Place;
        if (cursor.TryTake('*'))
        {
            return new WildcardSelector();
        }

        if (cursor.TryTake('?'))
        {
            cursor.Enter(place);
            var condition = FilterReader.Read(cursor);
            cursor.Leave();
            return new FilterSelector(condition);
        }

        return cursor.Next is '\'' or '"' ? new NameSelector(NameReader.ReadQuoted(cursor))
            : cursor.Next is ':' || NumberReader.IsAtNumber(cursor) ? ReadIndexOrSlice(cursor)
            : throw cursor.Expect("in brackets stand a name as in ['name'], an index as in [0], a slice as in [0:2], * or a filter as in [?@.name]");
    }

    private static PathSelector ReadIndexOrSlice(PathCursor cursor)
    {
        var first = TryReadInteger(cursor);
        if (first is { } index && !IsAtColon(cursor))
        {
            return new IndexSelector(index);
        }

        cursor.TryTakeSpaced(':');
        var end = ReadSlicePart(cursor);
        var step = cursor.TryTakeSpaced(':') ? ReadSlicePart(cursor) : null;
        return new SliceSelector(first, end, step ?? 1);
    }

    private static bool IsAtColon(PathCursor cursor)
    {
        cursor.SkipSpace();
        return cursor.Next is ':';
    }

    private static long? ReadSlicePart(PathCursor cursor)
    {
        cursor.SkipSpace();
        return TryReadInteger(cursor);
    }

    private static long? TryReadInteger(PathCursor cursor) => NumberReader.IsAtNumber(cursor) ? NumberReader.ReadInteger(cursor) : null;
}
