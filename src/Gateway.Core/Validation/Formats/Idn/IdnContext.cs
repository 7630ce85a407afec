namespace Gateway.Core.Validation.Formats.Idn;

/// <summary>The code points that are right in some places only: RFC 5892 appendix A.</summary>
internal static class IdnContext
{
    /// <summary>Hiragana, Katakana and Han, of what a label may have.</summary>
    private static readonly int[] Japanese =
    [
        0x3005, 0x3005, 0x3007, 0x3007, 0x3041, 0x3096, 0x309D, 0x309E, 0x30A1, 0x30FA, 0x30FD, 0x30FE, 0x31F0, 0x31FF, 0x3400, 0x4DBF,
        0x4E00, 0x9FFF, 0xFA0E, 0xFA29, 0x16FE3, 0x16FE3, 0x16FF0, 0x16FF3, 0x1AFF0, 0x1AFFE, 0x1B000, 0x1B167, 0x20000, 0x33479,
    ];

    private static readonly int[] Greek = [0x370, 0x3E1, 0x3F0, 0x3FF, 0x1D26, 0x1D2A, 0x1F00, 0x1FFE, 0xAB65, 0xAB65];

    private static readonly int[] Hebrew = [0x591, 0x5F4, 0xFB1D, 0xFB4F];

    public static bool IsRight(ReadOnlySpan<int> label, int place) => label[place] switch
    {
        0x200C => Joining.IsAfterVirama(label, place) || Joining.IsBetweenJoiningLetters(label, place),
        0x200D => Joining.IsAfterVirama(label, place),
        0xB7 => place > 0 && place + 1 < label.Length && label[place - 1] == 'l' && label[place + 1] == 'l',
        0x375 => place + 1 < label.Length && CodePointRanges.Contains(Greek, label[place + 1]),
        0x5F3 or 0x5F4 => place > 0 && CodePointRanges.Contains(Hebrew, label[place - 1]),
        0x30FB => ContainsAny(label, Japanese),
        >= 0x660 and <= 0x669 => !label.ContainsAnyInRange(0x6F0, 0x6F9),
        _ => true,
    };

    private static bool ContainsAny(ReadOnlySpan<int> label, int[] ranges)
    {
        foreach (var codePoint in label)
        {
            if (CodePointRanges.Contains(ranges, codePoint))
            {
                return true;
            }
        }

        return false;
    }
}
