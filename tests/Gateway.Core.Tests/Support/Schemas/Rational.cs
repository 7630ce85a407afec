using System.Globalization;
using System.Numerics;

namespace Gateway.Core.Tests.Support.Schemas;

/// <summary>A decimal number as a fraction, by nothing but whole-number arithmetic.</summary>
internal readonly record struct Rational(BigInteger Numerator, BigInteger Denominator)
{
    public static Rational Parse(string text)
    {
        var parts = text.ToUpperInvariant().Split('E');
        var point = parts[0].IndexOf('.', StringComparison.Ordinal);
        var mantissa = parts[0].Replace(".", "", StringComparison.Ordinal);
        var digits = BigInteger.Parse(mantissa, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var exponent = parts.Length > 1 ? int.Parse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : 0;
        exponent -= point < 0 ? 0 : parts[0].Length - point - 1;
        return exponent >= 0
            ? new Rational(digits * BigInteger.Pow(10, exponent), BigInteger.One)
            : new Rational(digits, BigInteger.Pow(10, -exponent));
    }

    public int CompareTo(Rational other) => (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

    public bool IsMultipleOf(Rational divisor) => (Numerator * divisor.Denominator % (divisor.Numerator * Denominator)).IsZero;

    public bool IsInteger() => (Numerator % Denominator).IsZero;
}
