namespace Gateway.Core.Mapping.Paths.Filters;

/// <summary>One side of a comparison, or what a function takes.</summary>
internal abstract class FilterOperand
{
    public abstract OperandValue Evaluate(scoped ref PathRun run, int current);
}
