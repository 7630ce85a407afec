namespace Gateway.Core.Mapping.Paths.Filters;

/// <summary>Two values compared (RFC 9535, 2.3.5.2.2).</summary>
internal sealed class ComparisonCondition(FilterOperand left, Comparison comparison, FilterOperand right) : FilterCondition
{
    public override bool Holds(ref PathRun run, int current)
    {
        if (!run.TrySpend(1))
        {
            return false;
        }

        var first = left.Evaluate(ref run, current);
        var second = right.Evaluate(ref run, current);
        return comparison switch
        {
            Comparison.Equal => OperandValue.AreEqual(ref run, first, second),
            Comparison.NotEqual => !OperandValue.AreEqual(ref run, first, second),
            Comparison.Less => OperandValue.IsLess(ref run, first, second),
            Comparison.LessOrEqual => OperandValue.IsLess(ref run, first, second) || OperandValue.AreEqual(ref run, first, second),
            Comparison.Greater => OperandValue.IsLess(ref run, second, first),
            _ => OperandValue.IsLess(ref run, second, first) || OperandValue.AreEqual(ref run, first, second),
        };
    }
}
