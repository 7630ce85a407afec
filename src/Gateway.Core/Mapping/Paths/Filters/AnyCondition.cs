namespace Gateway.Core.Mapping.Paths.Filters;

internal sealed class AnyCondition(FilterCondition[] conditions) : FilterCondition
{
    public override bool Holds(ref PathRun run, int current)
    {
        foreach (var condition in conditions)
        {
            if (condition.Holds(ref run, current) || run.IsTooComplex)
            {
                return true;
            }
        }

        return false;
    }
}
