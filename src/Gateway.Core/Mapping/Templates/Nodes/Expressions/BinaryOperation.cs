using Gateway.Core.Mapping.Templates.Runs;
using Gateway.Core.Mapping.Templates.Values;

namespace Gateway.Core.Mapping.Templates.Nodes.Expressions;

/// <summary>
/// What operators do, by what they stand between: with a text everything is text, null makes null, and numbers are whole until one of them is
/// not. What has no meaning stops the run.
/// </summary>
internal static class BinaryOperation
{
    public static TemplateValue Run(ref TemplateRun run, BinaryOperator @operator, TemplateValue left, TemplateValue right)
    {
        if (@operator <= BinaryOperator.NotEqual && (IsContainer(run, left) || IsContainer(run, right)))
        {
            // As functions of arrays find items: by what they are and not by what is in them, which would be work without end.
            var areSame = ValueKey.Of(ref run, left.AsToken()) == ValueKey.Of(ref run, right.AsToken());
            return TemplateValue.OfBoolean(areSame == (@operator == BinaryOperator.Equal));
        }

        if (IsText(run, left) || IsText(run, right))
        {
            return TextOperation.Run(ref run, @operator, left, right);
        }

        if (left.IsNull || right.IsNull)
        {
            return WithNull(@operator, left.IsNull && right.IsNull);
        }

        if (!TryGetNumber(run, left, out var first) || !TryGetNumber(run, right, out var second))
        {
            return run.Stop(TemplateOutcome.OperandInvalid);
        }

        if (IsBoolean(left) && IsBoolean(right) && @operator > BinaryOperator.NotEqual)
        {
            return run.Stop(TemplateOutcome.OperandInvalid);
        }

        return first.Kind == TemplateValueKind.Integer && second.Kind == TemplateValueKind.Integer
            ? IntegerArithmetic.Run(ref run, @operator, first.Integer, second.Integer)
            : DoubleArithmetic.Run(ref run, @operator, ValueNumber.ToDouble(first), ValueNumber.ToDouble(second));
    }

    /// <summary>What a comparison comes to, from the sign of the difference.</summary>
    public static TemplateValue Compare(BinaryOperator @operator, int difference) => TemplateValue.OfBoolean(@operator switch
    {
        BinaryOperator.Equal => difference == 0,
        BinaryOperator.NotEqual => difference != 0,
        BinaryOperator.Less => difference < 0,
        BinaryOperator.LessOrEqual => difference <= 0,
        BinaryOperator.Greater => difference > 0,
        _ => difference >= 0,
    });

    private static bool IsText(in TemplateRun run, TemplateValue value) => ValueText.Is(run, value);

    /// <summary>Whether it is an object or an array; what a path found as JSON is a text where it is compared.</summary>
    private static bool IsContainer(in TemplateRun run, TemplateValue value) =>
        value.Kind >= TemplateValueKind.TokenMember || (value.Kind == TemplateValueKind.Token && ValueItems.Has(run, value));

    private static bool IsBoolean(TemplateValue value) => value.Kind is TemplateValueKind.True or TemplateValueKind.False;

    private static bool TryGetNumber(in TemplateRun run, TemplateValue value, out TemplateValue number)
    {
        if (!IsBoolean(value))
        {
            return ValueNumber.TryGet(run, value, out number);
        }

        number = TemplateValue.OfInteger(value.IsTrue ? 1 : 0);
        return true;
    }

    private static TemplateValue WithNull(BinaryOperator @operator, bool areBoth) => @operator switch
    {
        BinaryOperator.Equal => TemplateValue.OfBoolean(areBoth),
        BinaryOperator.NotEqual => TemplateValue.OfBoolean(!areBoth),
        <= BinaryOperator.GreaterOrEqual => TemplateValue.OfBoolean(false),
        _ => TemplateValue.Null,
    };
}
