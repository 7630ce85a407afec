using System.Buffers.Text;
using System.Globalization;
using Gateway.Core.Mapping.Templates.Runs;
using Gateway.Core.Pipeline.Documents;

namespace Gateway.Core.Mapping.Templates.Values;

/// <summary>Numbers in values.</summary>
internal static class ValueNumber
{
    /// <summary>A number as an integer or a double; of the body's, whole ones of 64 bits are integers. False for what is no number.</summary>
    public static bool TryGet(in TemplateRun run, TemplateValue value, out TemplateValue number)
    {
        number = value;
        switch (value.Kind)
        {
            case TemplateValueKind.Integer or TemplateValueKind.Double:
                return true;
            case TemplateValueKind.Number:
                number = TemplateValue.OfDouble(double.Parse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture));
                return true;
            case TemplateValueKind.Token when run.Body.Tokens[value.Token].Kind == JsonTokenKind.Number:
                number = Parse(run.Body.GetText(value.Token));
                return true;
            default:
                return false;
        }
    }

    public static double ToDouble(TemplateValue number) => number.Kind == TemplateValueKind.Integer ? number.Integer : number.Double;

    /// <summary>A number, a boolean, or a text with a number in it; null is 0. Anything else stops the run.</summary>
    public static bool TryGetDouble(ref TemplateRun run, TemplateValue value, out double number)
    {
        number = value.Kind == TemplateValueKind.True ? 1 : 0;
        if (value.Kind <= TemplateValueKind.True)
        {
            return true;
        }

        if (TryGet(run, value, out var found))
        {
            number = ToDouble(found);
            return true;
        }

        const NumberStyles Styles = NumberStyles.Float | NumberStyles.AllowThousands;
        var text = ValueText.Get(ref run, value);
        if (!run.TrySpendOnNumber(text?.Length ?? 0) || !double.TryParse(text, Styles, CultureInfo.InvariantCulture, out number))
        {
            run.Stop(TemplateOutcome.OperandInvalid);
        }

        return !run.IsStopped;
    }

    /// <summary>The same for whole numbers of 32 bits, to which others are rounded, half to even.</summary>
    public static bool TryGetInteger(ref TemplateRun run, TemplateValue value, out int number)
    {
        number = 0;
        if (!TryGetDouble(ref run, value, out var rounded))
        {
            return false;
        }

        rounded = Math.Round(rounded);
        if (rounded is < int.MinValue or > int.MaxValue || double.IsNaN(rounded))
        {
            run.Stop(TemplateOutcome.OperandInvalid);
            return false;
        }

        number = (int)rounded;
        return true;
    }

    /// <summary>A number of JSON.</summary>
    public static TemplateValue Parse(ReadOnlySpan<byte> text)
    {
        if (Utf8Parser.TryParse(text, out long integer, out var used) && used == text.Length)
        {
            return TemplateValue.OfInteger(integer);
        }

        return TemplateValue.OfDouble(double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture));
    }
}
