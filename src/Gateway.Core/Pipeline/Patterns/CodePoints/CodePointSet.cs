using System.Globalization;

namespace Gateway.Core.Pipeline.Patterns.CodePoints;

/// <summary>A set of code points, lone surrogates among them, as ranges that are in order, disjoint and not adjacent.</summary>
internal sealed class CodePointSet : IEquatable<CodePointSet>
{
    public const int Last = 0x10FFFF;

    public static readonly CodePointSet All = new([new CodePointRange(0, Last)]);

    private readonly CodePointRange[] _ranges;

    private readonly int _hash;

    private CodePointSet(CodePointRange[] ranges)
    {
        _ranges = ranges;
        var hash = new HashCode();
        foreach (var range in ranges)
        {
            hash.Add(range);
        }

        _hash = hash.ToHashCode();
    }

    public ReadOnlySpan<CodePointRange> Ranges => _ranges;

    public static CodePointSet Of(int codePoint) => new([new CodePointRange(codePoint, codePoint)]);

    public static CodePointSet From(IEnumerable<CodePointRange> ranges)
    {
        var joined = new List<CodePointRange>();
        foreach (var range in ranges.OrderBy(range => range.First))
        {
            if (joined.Count > 0 && range.First <= joined[^1].Last + 1)
            {
                joined[^1] = joined[^1] with { Last = Math.Max(joined[^1].Last, range.Last) };
            }
            else
            {
                joined.Add(range);
            }
        }

        return new CodePointSet([.. joined]);
    }

    /// <summary>Reads <c>41-5A 61-7A AA</c>.</summary>
    public static CodePointSet Parse(string ranges) => From(ranges.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(range =>
    {
        var ends = range.Split('-');
        return new CodePointRange(ParseHex(ends[0]), ParseHex(ends[^1]));
    }));

    public static CodePointSet Union(IEnumerable<CodePointSet> sets) => From(sets.SelectMany(set => set._ranges));

    public CodePointSet Complement()
    {
        var others = new List<CodePointRange>();
        var first = 0;
        foreach (var range in _ranges)
        {
            if (range.First > first)
            {
                others.Add(new CodePointRange(first, range.First - 1));
            }

            first = range.Last + 1;
        }

        if (first <= Last)
        {
            others.Add(new CodePointRange(first, Last));
        }

        return new CodePointSet([.. others]);
    }

    public bool Contains(int codePoint)
    {
        var (low, high) = (0, _ranges.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (codePoint >= _ranges[middle].First && codePoint <= _ranges[middle].Last)
            {
                return true;
            }

            (low, high) = codePoint < _ranges[middle].First ? (low, middle - 1) : (middle + 1, high);
        }

        return false;
    }

    public bool TryGetOnlyOne(out int codePoint)
    {
        codePoint = _ranges.Length == 1 ? _ranges[0].First : 0;
        return _ranges.Length == 1 && _ranges[0].Last == codePoint;
    }

    public bool Equals(CodePointSet? other) => other is not null && _ranges.AsSpan().SequenceEqual(other._ranges);

    public override bool Equals(object? obj) => Equals(obj as CodePointSet);

    public override int GetHashCode() => _hash;

    private static int ParseHex(string number) => int.Parse(number, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
