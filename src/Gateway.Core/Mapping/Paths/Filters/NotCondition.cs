namespace Gateway.Core.Mapping.Paths.Filters;

internal sealed class NotCondition(FilterCondition condition) : FilterCondition
{
    public override bool Holds(ref PathRun run, int current) => !condition.Holds(ref run, current);
}
