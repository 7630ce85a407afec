using System.Globalization;

namespace Gateway.Core.Validation.Formats.Idn;

/// <summary>The Bidi rule of RFC 5893 section 2, for labels whose code points are allowed: it needs no direction of any other.</summary>
internal static class BidiRule
{
    private enum Direction
    {
        Left,
        Right,
        ArabicDigit,
        EuropeanDigit,
        Neutral,
        Mark,
    }

    /// <summary>The blocks in which all that is allowed, but for digits and marks, runs from right to left.</summary>
    private static readonly int[] RightToLeft = [0x590, 0x8FF, 0xFB1D, 0xFDFF, 0xFE70, 0xFEFF, 0x10800, 0x10FFF, 0x1E800, 0x1EFFF];

    private static readonly int[] Neutral =
    [
        '-', '-', 0xB7, 0xB7, 0x2B9, 0x2BA, 0x2C6, 0x2CF, 0x2EC, 0x2EC, 0x375, 0x375, 0x200C, 0x200D, 0x2E2F, 0x2E2F, 0x30FB, 0x30FB,
        0xA67F, 0xA67F, 0xA717, 0xA71F, 0xA788, 0xA788,
    ];

    /// <summary>
    /// Whether the label keeps the rule, which counts only in a name where some label runs from right to left: whether this one does is
    /// <paramref name="isRightToLeft"/>.
    /// </summary>
    public static bool IsKept(ReadOnlySpan<int> label, out bool isRightToLeft)
    {
        var first = GetDirection(label[0]);
        var (seen, last) = (0, first);
        foreach (var codePoint in label)
        {
            var direction = GetDirection(codePoint);
            seen |= 1 << (int)direction;
            last = direction == Direction.Mark ? last : direction;
        }

        isRightToLeft = Has(seen, Direction.Right) || Has(seen, Direction.ArabicDigit);
        return first switch
        {
            Direction.Left => !isRightToLeft && last is Direction.Left or Direction.EuropeanDigit,
            Direction.Right => !Has(seen, Direction.Left)
                && last is Direction.Right or Direction.ArabicDigit or Direction.EuropeanDigit
                && !(Has(seen, Direction.ArabicDigit) && Has(seen, Direction.EuropeanDigit)),
            _ => false,
        };
    }

    private static bool Has(int seen, Direction direction) => (seen & (1 << (int)direction)) != 0;

    private static Direction GetDirection(int codePoint)
    {
        if (codePoint is (>= '0' and <= '9') or (>= 0x6F0 and <= 0x6F9))
        {
            return Direction.EuropeanDigit;
        }

        if (codePoint is (>= 0x660 and <= 0x669) or (>= 0x10D30 and <= 0x10D39))
        {
            return Direction.ArabicDigit;
        }

        if (CodePointRanges.Contains(Neutral, codePoint))
        {
            return Direction.Neutral;
        }

        if (codePoint >= 0x300 && CharUnicodeInfo.GetUnicodeCategory(codePoint) == UnicodeCategory.NonSpacingMark)
        {
            return Direction.Mark;
        }

        return CodePointRanges.Contains(RightToLeft, codePoint) ? Direction.Right : Direction.Left;
    }
}
