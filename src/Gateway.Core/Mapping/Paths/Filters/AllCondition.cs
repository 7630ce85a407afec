namespace Gateway.Core.Mapping.Paths.Filters;

internal sealed class AllCondition(FilterCondition[] conditions) : FilterCondition
{
    public override bool Holds(ref PathRun run, int current)
    {
        foreach (var condition in conditions)
        {
            if (!condition.Holds(ref run, current) || run.IsTooComplex)
            {
                return false;
            }
        }

        return true;
    }
}
