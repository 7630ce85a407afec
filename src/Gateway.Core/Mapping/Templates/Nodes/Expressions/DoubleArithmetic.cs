using Gateway.Core.Mapping.Templates.Runs;
using Gateway.Core.Mapping.Templates.Values;

namespace Gateway.Core.Mapping.Templates.Nodes.Expressions;

/// <summary>Numbers of double precision.</summary>
internal static class DoubleArithmetic
{
    public static TemplateValue Run(ref TemplateRun run, BinaryOperator @operator, double left, double right) => @operator switch
    {
        // What is no number is neither less nor equal nor greater.
        BinaryOperator.NotEqual => TemplateValue.OfBoolean(!left.Equals(right) || double.IsNaN(left)),
        <= BinaryOperator.GreaterOrEqual => TemplateValue.OfBoolean(Compare(@operator, left, right)),
        BinaryOperator.Add => TemplateValue.OfDouble(left + right),
        BinaryOperator.Subtract => TemplateValue.OfDouble(left - right),
        BinaryOperator.Multiply => TemplateValue.OfDouble(left * right),
        BinaryOperator.Divide => TemplateValue.OfDouble(left / right),
        BinaryOperator.DivideRound => TemplateValue.OfDouble(Math.Round(left / right)),
        BinaryOperator.Modulus => TemplateValue.OfDouble(left % right),
        BinaryOperator.ShiftLeft => TemplateValue.OfDouble(left * Math.Pow(2, right)),
        BinaryOperator.ShiftRight => TemplateValue.OfDouble(left / Math.Pow(2, right)),
        _ => run.Stop(TemplateOutcome.OperandInvalid),
    };

    private static bool Compare(BinaryOperator @operator, double left, double right) =>
        !double.IsNaN(left) && !double.IsNaN(right) && BinaryOperation.Compare(@operator, left.CompareTo(right)).IsTrue;
}
