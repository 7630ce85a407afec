using System.Buffers;
using System.Globalization;
using System.Text;
using Gateway.Core.Mapping.Templates.Runs;
using Gateway.Core.Mapping.Templates.Values;

namespace Gateway.Core.Mapping.Templates.Functions;

/// <summary>Functions between texts and numbers, and between texts and Base64.</summary>
internal static class StringConversionFunctions
{
    // Characters of Base64 for three bytes of text, of which a character of UTF-16 has at most three.
    private const int Base64PerCharacter = 4;

    public static readonly TemplateFunction[] All =
    [
        new("string.to_int", 1, 1, (ref run, scoped arguments) => ToInteger(ref run, arguments[0], int.MinValue, int.MaxValue)),
        new("string.to_long", 1, 1, (ref run, scoped arguments) => ToInteger(ref run, arguments[0], long.MinValue, long.MaxValue)),
        new("string.to_double", 1, 1, ToDouble),
        new("string.base64_encode", 1, 1, Base64Encode),
        new("string.base64_decode", 1, 1, Base64Decode),
    ];

    public static TemplateValue Base64Encode(ref TemplateRun run, scoped ReadOnlySpan<TemplateValue> arguments)
    {
        var text = ValueText.GetOrEmpty(ref run, arguments[0]);
        return run.TryMakeText((long)text.Length * Base64PerCharacter)
            ? TemplateValue.OfText(Convert.ToBase64String(Encoding.UTF8.GetBytes(text)))
            : TemplateValue.Null;
    }

    public static TemplateValue Base64Decode(ref TemplateRun run, scoped ReadOnlySpan<TemplateValue> arguments)
    {
        var text = ValueText.GetOrEmpty(ref run, arguments[0]);
        if (!run.TryMakeText(text.Length))
        {
            return TemplateValue.Null;
        }

        var rented = ArrayPool<byte>.Shared.Rent(text.Length);
        var value = Convert.TryFromBase64String(text, rented, out var length)
            ? TemplateValue.OfText(Encoding.UTF8.GetString(rented, 0, length))
            : run.Stop(TemplateOutcome.OperandInvalid);
        ArrayPool<byte>.Shared.Return(rented);
        return value;
    }

    /// <summary>Null where the text is no such number.</summary>
    private static TemplateValue ToInteger(ref TemplateRun run, TemplateValue number, long least, long most)
    {
        var text = ValueText.GetOrEmpty(ref run, number);
        return run.TrySpendOnNumber(text.Length)
            && long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value)
            && value >= least && value <= most
                ? TemplateValue.OfInteger(value)
                : TemplateValue.Null;
    }

    private static TemplateValue ToDouble(ref TemplateRun run, scoped ReadOnlySpan<TemplateValue> arguments)
    {
        const NumberStyles Styles = NumberStyles.Float | NumberStyles.AllowThousands;
        var text = ValueText.GetOrEmpty(ref run, arguments[0]);
        return run.TrySpendOnNumber(text.Length) && double.TryParse(text, Styles, CultureInfo.InvariantCulture, out var value)
            ? TemplateValue.OfDouble(value)
            : TemplateValue.Null;
    }
}
