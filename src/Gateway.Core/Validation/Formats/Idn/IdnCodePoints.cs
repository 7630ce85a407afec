using System.Globalization;

namespace Gateway.Core.Validation.Formats.Idn;

/// <summary>
/// Which code points a label of IDNA2008 may have: RFC 5892 section 3, computed from the platform's categories, so that it follows the version
/// of Unicode that the platform has. That a compatibility form is refused is seen on the label as a whole, by its normal form.
/// </summary>
internal static class IdnCodePoints
{
    // Section 2.6, those that are right, some in some contexts only.
    private static readonly int[] Exceptions =
    [
        0xB7, 0xB7, 0xDF, 0xDF, 0x375, 0x375, 0x3C2, 0x3C2, 0x5F3, 0x5F4, 0x660, 0x669, 0x6F0, 0x6F9, 0x6FD, 0x6FE, 0xF0B, 0xF0B,
        0x200C, 0x200D, 0x3007, 0x3007, 0x30FB, 0x30FB,
    ];

    // Letters and marks that are wrong: section 2.6 (640, 7FA, 302E, 302F, 3031-3035, 303B), those that folding case changes though they are
    // small (345, 13F8-13FD, 1C80-1C88, 1F80-1FF7, AB70-ABBF), those that are ignored (34F, 17B4, 180B, FE00, E0100), the blocks of section
    // 2.4 (20D0-20FF, 1D100-1D24F) and the Jamo of section 2.9 (1100-11FF, A960-A97F, D7B0-D7FF).
    private static readonly int[] Refused =
    [
        0x345, 0x345, 0x34F, 0x34F, 0x640, 0x640, 0x7FA, 0x7FA, 0x1100, 0x11FF, 0x13F8, 0x13FD, 0x17B4, 0x17B5, 0x180B, 0x180D, 0x180F, 0x180F,
        0x1C80, 0x1C88, 0x1F80, 0x1F87, 0x1F90, 0x1F97, 0x1FA0, 0x1FA7, 0x1FB2, 0x1FB4, 0x1FB7, 0x1FB7, 0x1FC2, 0x1FC4, 0x1FC7, 0x1FC7,
        0x1FF2, 0x1FF4, 0x1FF7, 0x1FF7, 0x20D0, 0x20FF, 0x302E, 0x302F, 0x3031, 0x3035, 0x303B, 0x303B, 0xA960, 0xA97F, 0xAB70, 0xABBF,
        0xD7B0, 0xD7FF, 0xFE00, 0xFE0F, 0x1D100, 0x1D24F, 0xE0100, 0xE01EF,
    ];

    public static bool IsAllowed(int codePoint)
    {
        if (codePoint < 0x80)
        {
            return codePoint is '-' or (>= '0' and <= '9') or (>= 'a' and <= 'z');
        }

        if (CodePointRanges.Contains(Exceptions, codePoint))
        {
            return true;
        }

        return CharUnicodeInfo.GetUnicodeCategory(codePoint) switch
        {
            UnicodeCategory.LowercaseLetter or UnicodeCategory.OtherLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.DecimalDigitNumber => !CodePointRanges.Contains(Refused, codePoint),

            // The capitals of Cherokee are what folding case leads to.
            UnicodeCategory.UppercaseLetter => codePoint is >= 0x13A0 and <= 0x13F5,
            _ => false,
        };
    }

    public static bool IsMark(int codePoint) => CharUnicodeInfo.GetUnicodeCategory(codePoint)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;
}
