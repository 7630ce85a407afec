using Gateway.Core.Mapping.Templates.Runs;
using Gateway.Core.Mapping.Templates.Values;

namespace Gateway.Core.Mapping.Templates.Nodes.Expressions;

/// <summary>Whole numbers. A result of more than 64 bits stops the run: it would not be exact.</summary>
internal static class IntegerArithmetic
{
    private const long MaxShift = 62;

    public static TemplateValue Run(ref TemplateRun run, BinaryOperator @operator, long left, long right)
    {
        switch (@operator)
        {
            case <= BinaryOperator.GreaterOrEqual:
                return BinaryOperation.Compare(@operator, left.CompareTo(right));
            case BinaryOperator.Add:
                return Fit(ref run, (Int128)left + right);
            case BinaryOperator.Subtract:
                return Fit(ref run, (Int128)left - right);
            case BinaryOperator.Multiply:
                return Fit(ref run, (Int128)left * right);
            case BinaryOperator.Divide:
                return TemplateValue.OfDouble((double)left / right);
            case BinaryOperator.DivideRound or BinaryOperator.Modulus when right == 0:
                return run.Stop(TemplateOutcome.OperandInvalid);
            case BinaryOperator.DivideRound:
                return Fit(ref run, (Int128)left / right);
            case BinaryOperator.Modulus:
                return Fit(ref run, (Int128)left % right);
            default:
                return RunOther(ref run, @operator, left, right);
        }
    }

    public static TemplateValue Fit(ref TemplateRun run, Int128 value) =>
        value >= long.MinValue && value <= long.MaxValue ? TemplateValue.OfInteger((long)value) : run.Stop(TemplateOutcome.OperandInvalid);

    private static TemplateValue RunOther(ref TemplateRun run, BinaryOperator @operator, long left, long right)
    {
        switch (@operator)
        {
            case BinaryOperator.ShiftLeft when right is >= 0 and <= MaxShift:
                return Fit(ref run, (Int128)left << (int)right);
            case BinaryOperator.ShiftRight when right >= 0:
                return TemplateValue.OfInteger(left >> (int)Math.Min(right, MaxShift + 1));
            case BinaryOperator.Range or BinaryOperator.RangeExclusive when IsShort(left) && IsShort(right):
                return MakeRange(@operator, (int)left, (int)right);
            default:
                return run.Stop(TemplateOutcome.OperandInvalid);
        }
    }

    private static bool IsShort(long value) => value is > int.MinValue and < int.MaxValue;

    private static TemplateValue MakeRange(BinaryOperator @operator, int start, int end)
    {
        if (@operator == BinaryOperator.Range)
        {
            return TemplateValue.OfRange(start, end);
        }

        return start == end ? TemplateValue.OfList(0, 0) : TemplateValue.OfRange(start, start < end ? end - 1 : end + 1);
    }
}
