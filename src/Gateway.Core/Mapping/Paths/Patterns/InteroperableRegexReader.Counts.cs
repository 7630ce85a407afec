using System.Globalization;

namespace Gateway.Core.Mapping.Paths.Patterns;

/// <summary>How often a part may come, and how large the pattern gets by it.</summary>
internal sealed partial class InteroperableRegexReader
{
    private int ReadQuantified(int atom)
    {
        var most = Next switch
        {
            '*' or '+' or '?' => Copy(1),
            '{' => ReadCounts(),
            _ => 0,
        };
        return most == 0 ? atom : Limit(((atom + 1L) * most) + 1);
    }

    private int ReadCounts()
    {
        var place = _place++;
        var least = ReadCount();
        var most = TryTake(',') ? ReadCount() : least;
        if (least is null || !TryTake('}') || most < least)
        {
            return Fail(@"a count is written {2}, {2,} or {2,4}, the smaller one first; write \{ for a brace");
        }

        _ecma.Append(pattern, place, _place - place);
        return Math.Max(1, most ?? least.Value);
    }

    private int? ReadCount()
    {
        var place = _place;
        while (char.IsAsciiDigit(Next))
        {
            _place++;
        }

        return place == _place ? null
            : int.TryParse(pattern.AsSpan(place, _place - place), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
                ? Math.Min(count, MaxSize)
                : MaxSize;
    }
}
