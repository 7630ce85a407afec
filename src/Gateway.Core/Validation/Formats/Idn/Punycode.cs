namespace Gateway.Core.Validation.Formats.Idn;

/// <summary>
/// Punycode of RFC 3492, because the platform's stands behind <see cref="System.Globalization.IdnMapping"/>, which allocates, tells what it
/// finds by exceptions, and knows other rules where the process runs without ICU. Here it is without its <c>xn--</c> and in small letters.
/// <code>
/// text    the ASCII characters, -, then per other character, in the order of code points, how far it is from the one before
/// </code>
/// Each distance is one run of digits of base 36 and can be written in one way only, so what decodes is also what would be encoded.
/// </summary>
internal static class Punycode
{
    private const int Base = 36;
    private const int LeastThreshold = 1;
    private const int MostThreshold = 26;
    private const int Skew = 38;
    private const int Damp = 700;
    private const int FirstBias = 72;
    private const int FirstCodePoint = 0x80;
    private const int LastCodePoint = 0x10FFFF;

    /// <summary>False where the text is not Punycode or has more code points than fit.</summary>
    public static bool TryDecode(ReadOnlySpan<char> text, Span<int> codePoints, out int count)
    {
        count = Math.Max(text.LastIndexOf('-'), 0);
        if (count > codePoints.Length)
        {
            return false;
        }

        for (var i = 0; i < count; i++)
        {
            codePoints[i] = text[i];
        }

        return TryInsertOthers(text[(count == 0 ? 0 : count + 1)..], codePoints, ref count);
    }

    /// <summary>How long the encoded text is; at most 64 code points, which keeps every product within an int.</summary>
    public static int CountEncoded(ReadOnlySpan<int> codePoints)
    {
        var done = CountBasic(codePoints);
        var length = done == 0 ? 0 : done + 1;
        var (codePoint, delta, bias, isFirst) = (FirstCodePoint, 0, FirstBias, true);
        while (done < codePoints.Length)
        {
            var next = FindNext(codePoints, codePoint);
            delta += (next - codePoint) * (done + 1);
            foreach (var other in codePoints)
            {
                if (other == next)
                {
                    length += CountDigits(delta, bias);
                    bias = Adapt(delta, ++done, isFirst);
                    (delta, isFirst) = (0, false);
                }
                else if (other < next)
                {
                    delta++;
                }
            }

            codePoint = next + 1;
            delta++;
        }

        return length;
    }

    private static bool TryInsertOthers(ReadOnlySpan<char> text, Span<int> codePoints, ref int count)
    {
        var (codePoint, place, bias) = (FirstCodePoint, 0, FirstBias);
        while (!text.IsEmpty)
        {
            if (count == codePoints.Length || !TryReadDelta(ref text, bias, out var delta) || delta > int.MaxValue - place)
            {
                return false;
            }

            bias = Adapt(delta, count + 1, isFirst: place == 0);
            place += delta;
            codePoint += Math.Min(place / (count + 1), LastCodePoint);
            place %= count + 1;
            if (codePoint is > LastCodePoint or (>= 0xD800 and <= 0xDFFF))
            {
                return false;
            }

            codePoints[place..count].CopyTo(codePoints[(place + 1)..]);
            codePoints[place++] = codePoint;
            count++;
        }

        return true;
    }

    private static int CountBasic(ReadOnlySpan<int> codePoints)
    {
        var count = 0;
        foreach (var codePoint in codePoints)
        {
            count += codePoint < FirstCodePoint ? 1 : 0;
        }

        return count;
    }

    private static int FindNext(ReadOnlySpan<int> codePoints, int least)
    {
        var next = int.MaxValue;
        foreach (var codePoint in codePoints)
        {
            next = codePoint >= least ? Math.Min(next, codePoint) : next;
        }

        return next;
    }

    private static bool TryReadDelta(ref ReadOnlySpan<char> text, int bias, out int delta)
    {
        delta = 0;
        var (value, weight) = (0L, 1L);
        for (var threshold = Base - bias; !text.IsEmpty; threshold += Base)
        {
            var digit = GetDigit(text[0]);
            text = text[1..];
            value += digit * weight;
            if (digit < 0 || value > int.MaxValue)
            {
                return false;
            }

            var last = Math.Clamp(threshold, LeastThreshold, MostThreshold);
            if (digit < last)
            {
                delta = (int)value;
                return true;
            }

            weight *= Base - last;
        }

        return false;
    }

    private static int CountDigits(int delta, int bias)
    {
        for (var (count, threshold) = (1, Base - bias); ; count++, threshold += Base)
        {
            var last = Math.Clamp(threshold, LeastThreshold, MostThreshold);
            if (delta < last)
            {
                return count;
            }

            delta = (delta - last) / (Base - last);
        }
    }

    private static int Adapt(int delta, int count, bool isFirst)
    {
        delta = isFirst ? delta / Damp : delta / 2;
        delta += delta / count;
        var bias = 0;
        for (; delta > (Base - LeastThreshold) * MostThreshold / 2; bias += Base)
        {
            delta /= Base - LeastThreshold;
        }

        return bias + ((Base - LeastThreshold + 1) * delta / (delta + Skew));
    }

    private static int GetDigit(char character) => character switch
    {
        >= 'a' and <= 'z' => character - 'a',
        >= '0' and <= '9' => character - '0' + MostThreshold,
        _ => -1,
    };
}
