using Gateway.Core.Mapping.Templates.Runs;
using Gateway.Core.Mapping.Templates.Values;

namespace Gateway.Core.Mapping.Templates.Nodes.Expressions;

/// <summary>A number, or its opposite.</summary>
internal sealed class SignExpression(TemplateExpression operand, bool isNegative) : TemplateExpression
{
    public override TemplateValue Evaluate(ref TemplateRun run)
    {
        var value = operand.Evaluate(ref run);
        if (!run.TrySpendOn(value) || !ValueNumber.TryGet(run, value, out var number))
        {
            return run.Stop(TemplateOutcome.OperandInvalid);
        }

        return !isNegative ? number
            : number.Kind == TemplateValueKind.Double ? TemplateValue.OfDouble(-number.Double)
            : IntegerArithmetic.Fit(ref run, -(Int128)number.Integer);
    }
}
