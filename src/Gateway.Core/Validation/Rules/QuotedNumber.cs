using System.Buffers;
using Gateway.Core.Pipeline.Documents;

namespace Gateway.Core.Validation.Rules;

/// <summary>
/// A string that whoever binds the document reads as a number (<c>JsonNumberHandling.AllowReadingFromString</c>). It has to pass what is
/// asked of numbers, or <c>"-5"</c> would get past a minimum of 1.
/// </summary>
internal readonly record struct QuotedNumber(QuotedNumberKind Kind, JsonNumber Number, bool IsIntegerWritten)
{
    private const int MaxLength = 256;

    private static readonly SearchValues<byte> Digits = SearchValues.Create("0123456789"u8);
    private static readonly SearchValues<byte> GroupedDigits = SearchValues.Create("0123456789,"u8);
    private static readonly SearchValues<byte> EscapedNumber = SearchValues.Create("0123456789+-.,abcdefABCDEF \\unrt"u8);

    /// <summary>A number is at most as long as one without quotation marks may be.</summary>
    public static bool TryRead(in Evaluation run, int index, out QuotedNumber quoted)
    {
        quoted = default;
        ref readonly var token = ref run.Json.Tokens[index];
        var reading = run.Json.Reading;
        if (token.Kind != JsonTokenKind.String || run.IsAsWritten || !(reading.ReadsQuotedNumbers || reading.ReadsNamedNumbers))
        {
            return false;
        }

        var text = run.Json.GetText(index);
        if (token.Length > MaxLength)
        {
            quoted = new QuotedNumber(QuotedNumberKind.Doubtful, default, IsIntegerWritten: false);
            return reading.ReadsQuotedNumbers && (token.IsEscaped ? !text.ContainsAnyExcept(EscapedNumber) : IsNearlyNumber(text));
        }

        using var plain = new PlainText(text, token.IsEscaped, stackalloc byte[MaxLength]);
        return TryRead(plain.Bytes, reading, out quoted);
    }

    /// <summary>
    /// Whether a rule can tell anything of it. A failure is on the safe side where it refuses the value, but not where it may be what lets
    /// it pass, as within <c>not</c>.
    /// </summary>
    public bool CanBeTold(ref Evaluation run)
    {
        if (Kind == QuotedNumberKind.Doubtful && !run.IsCollecting)
        {
            run.GiveUp();
        }

        return !run.IsTooComplex;
    }

    private static bool TryRead(ReadOnlySpan<byte> text, JsonReading reading, out QuotedNumber quoted)
    {
        // The names are read by either of the serializer's flags for quoted numbers.
        if (FindNamed(text) is { } named)
        {
            quoted = new QuotedNumber(named, default, IsIntegerWritten: false);
            return true;
        }

        if (reading.ReadsQuotedNumbers && text.Length <= reading.MaxNumberLength && IsNumber(text, Digits))
        {
            var number = text.TrimStart((byte)'+');
            quoted = new QuotedNumber(QuotedNumberKind.Finite, JsonNumber.Parse(number), number.IndexOfAny((byte)'.', (byte)'e', (byte)'E') < 0);
            return true;
        }

        quoted = new QuotedNumber(QuotedNumberKind.Doubtful, default, IsIntegerWritten: false);
        return reading.ReadsQuotedNumbers && IsNearlyNumber(text);
    }

    private static QuotedNumberKind? FindNamed(ReadOnlySpan<byte> text) =>
        text.SequenceEqual("NaN"u8) ? QuotedNumberKind.NotANumber
        : text.SequenceEqual("Infinity"u8) ? QuotedNumberKind.PositiveInfinity
        : text.SequenceEqual("-Infinity"u8) ? QuotedNumberKind.NegativeInfinity
        : null;

    /// <summary>System.Text.Json accepts a sign and zeros in front, and nothing before or after the digits is needed at a point.</summary>
    private static bool IsNumber(ReadOnlySpan<byte> text, SearchValues<byte> digits)
    {
        text = text.Length > 0 && text[0] is (byte)'-' or (byte)'+' ? text[1..] : text;
        var count = SkipDigits(ref text, digits);
        if (text.StartsWith((byte)'.'))
        {
            text = text[1..];
            count += SkipDigits(ref text, Digits);
        }

        if (count > 0 && text.Length > 0 && text[0] is (byte)'e' or (byte)'E')
        {
            text = text[1..];
            text = text.Length > 0 && text[0] is (byte)'+' or (byte)'-' ? text[1..] : text;
            count = SkipDigits(ref text, Digits);
        }

        return count > 0 && text.Length == 0;
    }

    /// <summary>Half and Int128 are read with blanks around them, and with commas.</summary>
    private static bool IsNearlyNumber(ReadOnlySpan<byte> text) => IsNumber(text.Trim(" \t\n\v\f\r\0"u8), GroupedDigits);

    private static int SkipDigits(ref ReadOnlySpan<byte> text, SearchValues<byte> digits)
    {
        var count = text.IndexOfAnyExcept(digits);
        count = count < 0 ? text.Length : count;
        text = text[count..];
        return count;
    }
}
