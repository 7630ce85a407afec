using Gateway.Core.Validation.Documents;

namespace Gateway.Core.Validation.Rules;

/// <summary>
/// A string that whoever binds the document reads as a number (<c>JsonNumberHandling.AllowReadingFromString</c>). It has to pass what is
/// asked of numbers, or <c>"-5"</c> would get past a minimum of 1.
/// </summary>
internal readonly record struct QuotedNumber(QuotedNumberKind Kind, JsonNumber Number, bool IsIntegerWritten)
{
    private const int MaxLength = 256;

    /// <summary>A number is at most as long as one without quotation marks may be.</summary>
    public static bool TryRead(in Evaluation run, int index, out QuotedNumber quoted)
    {
        quoted = default;
        ref readonly var token = ref run.Json.Tokens[index];
        var reading = run.Json.Reading;
        if (!reading.ReadsQuotedNumbers || token.Kind != JsonTokenKind.String || token.Length > MaxLength)
        {
            return false;
        }

        using var plain = new PlainText(run.Json.GetText(index), token.IsEscaped, stackalloc byte[MaxLength]);
        if (plain.Bytes.Length > reading.MaxNumberLength)
        {
            return false;
        }

        if (reading.ReadsNamedNumbers && FindNamed(plain.Bytes) is { } named)
        {
            quoted = new QuotedNumber(named, default, IsIntegerWritten: false);
            return true;
        }

        // System.Text.Json accepts a plus sign and zeros in front, and nothing before or after the digits is needed at a point.
        var text = plain.Bytes.StartsWith((byte)'+') ? plain.Bytes[1..] : plain.Bytes;
        if (!IsNumber(text))
        {
            return false;
        }

        quoted = new QuotedNumber(QuotedNumberKind.Finite, JsonNumber.Parse(text), text.IndexOfAny((byte)'.', (byte)'e', (byte)'E') < 0);
        return true;
    }

    private static QuotedNumberKind? FindNamed(ReadOnlySpan<byte> text) =>
        text.SequenceEqual("NaN"u8) ? QuotedNumberKind.NotANumber
        : text.SequenceEqual("Infinity"u8) ? QuotedNumberKind.PositiveInfinity
        : text.SequenceEqual("-Infinity"u8) ? QuotedNumberKind.NegativeInfinity
        : null;

    private static bool IsNumber(ReadOnlySpan<byte> text)
    {
        text = text.StartsWith((byte)'-') ? text[1..] : text;
        var digits = SkipDigits(ref text);
        if (text.StartsWith((byte)'.'))
        {
            text = text[1..];
            digits += SkipDigits(ref text);
        }

        if (digits > 0 && text.Length > 0 && text[0] is (byte)'e' or (byte)'E')
        {
            text = text[1..];
            text = text.Length > 0 && text[0] is (byte)'+' or (byte)'-' ? text[1..] : text;
            digits = SkipDigits(ref text);
        }

        return digits > 0 && text.Length == 0;
    }

    private static int SkipDigits(ref ReadOnlySpan<byte> text)
    {
        var count = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        count = count < 0 ? text.Length : count;
        text = text[count..];
        return count;
    }
}
