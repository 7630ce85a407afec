using Gateway.Core.Mapping.Paths.Selectors;

namespace Gateway.Core.Mapping.Paths.Parsing;

/// <summary>Reads a path, strictly as RFC 9535 has it, and the reference's expressions, which leave out the <c>$.</c> before it.</summary>
internal static class PathReader
{
    public static PathQuery Read(string text)
    {
        var cursor = Open(text, isReference: false);
        if (!cursor.TryTake('$'))
        {
            throw cursor.Expect("a path begins with $, as in $.name");
        }

        return ReadToEnd(cursor, []);
    }

    public static PathQuery ReadReference(string text)
    {
        var cursor = Open(text, isReference: true);
        if (cursor.IsAtEnd)
        {
            throw cursor.Expect("name a member, as in customer.name, or an item, as in [0]");
        }

        var beginsWithSegment = cursor.Next is '[' || text.StartsWith("..", StringComparison.Ordinal);
        return ReadToEnd(cursor, beginsWithSegment ? [] : [ReadNamed(cursor, isDescendant: false)]);
    }

    /// <summary>Reads on behind <c>$</c> or <c>@</c>.</summary>
    public static PathQuery ReadQuery(PathCursor cursor, bool isAbsolute) => new(ReadSegments(cursor, []), isAbsolute);

    private static PathCursor Open(string text, bool isReference) => text.Length <= PathLimits.Length
        ? new PathCursor(text, isReference)
        : throw PathCursor.Refuse(PathLimits.Length, $"the path has {text.Length} characters; at most {PathLimits.Length} are read");

    private static PathQuery ReadToEnd(PathCursor cursor, List<PathPart> first)
    {
        var segments = ReadSegments(cursor, first);
        return cursor.IsAtEnd
            ? new PathQuery(segments, isAbsolute: true)
            : throw cursor.Expect("the path goes on with . or [, or ends");
    }

    private static PathSegment? ReadSegments(PathCursor cursor, List<PathPart> parts)
    {
        while (true)
        {
            var place = cursor.Place;
            cursor.SkipSpace();
            if (TryReadSegment(cursor) is not { } part)
            {
                // The space belongs to what stands around the query.
                cursor.Place = place;
                return PathSegment.Link(parts);
            }

            parts.Add(part);
        }
    }

    private static PathPart? TryReadSegment(PathCursor cursor)
    {
        if (cursor.TryTake(".."))
        {
            return cursor.TryTake('[')
                ? new PathPart(SelectorReader.ReadBracketed(cursor), IsDescendant: true)
                : ReadNamed(cursor, isDescendant: true);
        }

        return cursor.TryTake('.') ? ReadNamed(cursor, isDescendant: false)
            : cursor.TryTake('[') ? new PathPart(SelectorReader.ReadBracketed(cursor), IsDescendant: false)
            : null;
    }

    private static PathPart ReadNamed(PathCursor cursor, bool isDescendant) =>
        new([cursor.TryTake('*') ? new WildcardSelector() : new NameSelector(NameReader.ReadShort(cursor))], isDescendant);
}
