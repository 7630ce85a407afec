using System.Globalization;
using System.Numerics;
using System.Text;

namespace Gateway.Core.Pipeline.Documents;

/// <summary>
/// A number of a document, exactly: digits × 10^exponent, without zeros at the end of the digits, so that equal numbers have equal parts
/// however they are written. <c>double</c> would round, and then 9007199254740993 passes a maximum of 9007199254740992.
/// </summary>
internal readonly struct JsonNumber : IEquatable<JsonNumber>
{
    // A number that large or small is none that anybody has; it is kept from overflowing.
    private const int MaxExponent = 1_000_000_000;
    private const int MaxSmallDigits = 18;
    private const int MaxMediumDigits = 38;

    private static readonly ulong[] PowersOfTen = [.. Enumerable.Range(0, MaxSmallDigits + 1).Select(power => (ulong)Math.Pow(10, power))];

    private readonly ulong _small;
    private readonly BigInteger _large;

    private JsonNumber(bool isNegative, ulong small, BigInteger large, int digitCount, int exponent)
    {
        IsNegative = isNegative;
        _small = small;
        _large = large;
        DigitCount = digitCount;
        Exponent = exponent;
    }

    public bool IsNegative { get; }

    public int Exponent { get; }

    /// <summary>Of the digits, without zeros before and behind; 0 for zero.</summary>
    public int DigitCount { get; }

    public bool IsZero => DigitCount == 0;

    public bool IsInteger => Exponent >= 0;

    private BigInteger Digits => DigitCount <= MaxSmallDigits ? _small : _large;

    /// <summary>Reads a number that a JSON reader has accepted.</summary>
    public static JsonNumber Parse(ReadOnlySpan<byte> text)
    {
        var isNegative = text[0] == '-';
        var mark = text.IndexOfAny((byte)'e', (byte)'E');
        var exponent = mark < 0 ? 0 : ParseExponent(text[(mark + 1)..]);
        var mantissa = text[(isNegative ? 1 : 0)..(mark < 0 ? text.Length : mark)];
        var small = 0UL;
        var count = 0;
        var isFraction = false;
        for (var i = 0; i < mantissa.Length; i++)
        {
            if (mantissa[i] == '.')
            {
                isFraction = true;
                continue;
            }

            exponent -= isFraction ? 1 : 0;
            count += count > 0 || mantissa[i] != '0' ? 1 : 0;
            if (count <= MaxSmallDigits)
            {
                small = (small * 10) + (uint)(mantissa[i] - '0');
            }
        }

        return count <= MaxSmallDigits ? Trim(isNegative, small, count, exponent) : ParseLarge(isNegative, mantissa, exponent);
    }

    /// <summary>As a whole number, or the largest there is when it is larger.</summary>
    public long ToInt64Saturated() =>
        DigitCount + (long)Exponent > MaxSmallDigits ? long.MaxValue : IsInteger ? (long)(_small * PowersOfTen[Exponent]) * Sign() : 0;

    public int CompareTo(in JsonNumber other)
    {
        if (IsZero || other.IsZero || IsNegative != other.IsNegative)
        {
            return Sign().CompareTo(other.Sign());
        }

        var order = CompareMagnitude(other);
        return IsNegative ? -order : order;
    }

    public bool Equals(JsonNumber other) =>
        (IsZero && other.IsZero)
        || (IsNegative == other.IsNegative && Exponent == other.Exponent && DigitCount == other.DigitCount
            && _small == other._small && _large == other._large);

    public override bool Equals(object? obj) => obj is JsonNumber other && Equals(other);

    public override int GetHashCode() => IsZero ? 0 : HashCode.Combine(IsNegative, Exponent, _small, _large);

    /// <param name="divisor">Not zero.</param>
    public bool IsMultipleOf(in JsonNumber divisor)
    {
        if (IsZero)
        {
            return true;
        }

        var shift = Exponent - divisor.Exponent;
        if (DigitCount + Math.Abs((long)shift) <= MaxSmallDigits && divisor.DigitCount - Math.Min(0, shift) <= MaxSmallDigits)
        {
            return shift >= 0
                ? _small * PowersOfTen[shift] % divisor._small == 0
                : _small % (divisor._small * PowersOfTen[-shift]) == 0;
        }

        if (shift >= 0)
        {
            return divisor._small == 1 || (Digits * BigInteger.ModPow(10, shift, divisor.Digits) % divisor.Digits).IsZero;
        }

        // The divisor's digits do not end in zero, so beyond its own length a power of ten can only make it larger than the digits here.
        return -shift < DigitCount && (Digits % (divisor.Digits * BigInteger.Pow(10, -shift))).IsZero;
    }

    private static JsonNumber Trim(bool isNegative, ulong digits, int count, int exponent)
    {
        if (digits == 0)
        {
            return default;
        }

        while (digits % 10 == 0)
        {
            digits /= 10;
            exponent++;
            count--;
        }

        return new JsonNumber(isNegative, digits, default, count, exponent);
    }

    private static JsonNumber ParseLarge(bool isNegative, ReadOnlySpan<byte> mantissa, int exponent)
    {
        Span<byte> digits = mantissa.Length <= 256 ? stackalloc byte[mantissa.Length] : new byte[mantissa.Length];
        var count = 0;
        foreach (var character in mantissa)
        {
            if (character != '.' && (count > 0 || character != '0'))
            {
                digits[count++] = character;
            }
        }

        var kept = digits[..count].TrimEnd((byte)'0');
        exponent += count - kept.Length;
        return kept.Length <= MaxSmallDigits
            ? new JsonNumber(isNegative, ulong.Parse(kept, CultureInfo.InvariantCulture), default, kept.Length, exponent)
            : new JsonNumber(isNegative, 0, ParseDigits(kept), kept.Length, exponent);
    }

    private static BigInteger ParseDigits(ReadOnlySpan<byte> digits)
    {
        if (digits.Length <= MaxMediumDigits)
        {
            return UInt128.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        }

        Span<char> characters = digits.Length <= 256 ? stackalloc char[digits.Length] : new char[digits.Length];
        Encoding.ASCII.GetChars(digits, characters);
        return BigInteger.Parse(characters, NumberStyles.None, CultureInfo.InvariantCulture);
    }

    private static int ParseExponent(ReadOnlySpan<byte> text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent)
            ? Math.Clamp(exponent, -MaxExponent, MaxExponent)
            : text[0] == '-' ? -MaxExponent : MaxExponent;

    private int Sign() => IsZero ? 0 : IsNegative ? -1 : 1;

    private int CompareMagnitude(in JsonNumber other)
    {
        var length = DigitCount + Exponent;
        var otherLength = other.DigitCount + other.Exponent;
        if (length != otherLength)
        {
            return length.CompareTo(otherLength);
        }

        // Both have as many digits before the point, so with its zeros the shorter one is as long as the longer one.
        var shift = Exponent - other.Exponent;
        if (DigitCount <= MaxSmallDigits && other.DigitCount <= MaxSmallDigits)
        {
            return shift >= 0
                ? (_small * PowersOfTen[shift]).CompareTo(other._small)
                : _small.CompareTo(other._small * PowersOfTen[-shift]);
        }

        return shift >= 0
            ? (Digits * BigInteger.Pow(10, shift)).CompareTo(other.Digits)
            : Digits.CompareTo(other.Digits * BigInteger.Pow(10, -shift));
    }
}
