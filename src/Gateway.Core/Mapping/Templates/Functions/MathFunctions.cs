using Gateway.Core.Mapping.Templates.Nodes.Expressions;
using Gateway.Core.Mapping.Templates.Runs;
using Gateway.Core.Mapping.Templates.Values;

namespace Gateway.Core.Mapping.Templates.Functions;

/// <summary>Functions of numbers.</summary>
internal static class MathFunctions
{
    private const int MaxDigits = 15;

    private delegate double Change(double number);

    public static readonly TemplateFunction[] All =
    [
        new("math.abs", 1, 1, Abs),
        new("math.ceil", 1, 1, (ref run, scoped arguments) => OfDouble(ref run, arguments[0], Math.Ceiling)),
        new("math.floor", 1, 1, (ref run, scoped arguments) => OfDouble(ref run, arguments[0], Math.Floor)),
        new("math.round", 1, 2, Round),
        new("math.plus", 2, 2, (ref run, scoped arguments) => BinaryOperation.Run(ref run, BinaryOperator.Add, arguments[0], arguments[1])),
        new("math.minus", 2, 2, (ref run, scoped arguments) => BinaryOperation.Run(ref run, BinaryOperator.Subtract, arguments[0], arguments[1])),
        new("math.times", 2, 2, (ref run, scoped arguments) => BinaryOperation.Run(ref run, BinaryOperator.Multiply, arguments[0], arguments[1])),
        new("math.modulo", 2, 2, (ref run, scoped arguments) => BinaryOperation.Run(ref run, BinaryOperator.Modulus, arguments[0], arguments[1])),
        new("math.divided_by", 2, 2, DividedBy),
        new("math.is_number", 1, 1, (ref run, scoped arguments) => TemplateValue.OfBoolean(ValueNumber.TryGet(run, arguments[0], out _))),
    ];

    private static TemplateValue Abs(ref TemplateRun run, scoped ReadOnlySpan<TemplateValue> arguments)
    {
        if (arguments[0].IsNull)
        {
            return TemplateValue.Null;
        }

        if (!ValueNumber.TryGet(run, arguments[0], out var number))
        {
            return run.Stop(TemplateOutcome.OperandInvalid);
        }

        return number.Kind == TemplateValueKind.Integer
            ? IntegerArithmetic.Fit(ref run, Int128.Abs(number.Integer))
            : TemplateValue.OfDouble(Math.Abs(number.Double));
    }

    private static TemplateValue OfDouble(ref TemplateRun run, TemplateValue value, Change change) =>
        ValueNumber.TryGetDouble(ref run, value, out var number) ? TemplateValue.OfDouble(change(number)) : TemplateValue.Null;

    private static TemplateValue Round(ref TemplateRun run, scoped ReadOnlySpan<TemplateValue> arguments)
    {
        if (!ValueNumber.TryGetDouble(ref run, arguments[0], out var number) || !ValueNumber.TryGetInteger(ref run, arguments[1], out var digits))
        {
            return TemplateValue.Null;
        }

        return digits is >= 0 and <= MaxDigits ? TemplateValue.OfDouble(Math.Round(number, digits)) : run.Stop(TemplateOutcome.OperandInvalid);
    }

    /// <summary>By a whole number the result is whole, rounded down.</summary>
    private static TemplateValue DividedBy(ref TemplateRun run, scoped ReadOnlySpan<TemplateValue> arguments)
    {
        if (!ValueNumber.TryGetDouble(ref run, arguments[0], out var number))
        {
            return TemplateValue.Null;
        }

        var quotient = BinaryOperation.Run(ref run, BinaryOperator.Divide, TemplateValue.OfDouble(number), arguments[1]);
        var isWhole = ValueNumber.TryGet(run, arguments[1], out var divisor) && divisor.Kind == TemplateValueKind.Integer;
        if (quotient.Kind != TemplateValueKind.Double || !isWhole)
        {
            return quotient;
        }

        var whole = Math.Floor(quotient.Double);
        return whole is > long.MinValue and < long.MaxValue ? TemplateValue.OfInteger((long)whole) : run.Stop(TemplateOutcome.OperandInvalid);
    }
}
