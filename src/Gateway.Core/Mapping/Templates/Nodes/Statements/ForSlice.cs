using Gateway.Core.Mapping.Templates.Runs;
using Gateway.Core.Mapping.Templates.Values;

namespace Gateway.Core.Mapping.Templates.Nodes.Statements;

/// <summary>Which items a loop takes: behind so many, from the end or not, and at most so many of them.</summary>
internal sealed class ForSlice(TemplateExpression? offset, bool isReversed, TemplateExpression? limit)
{
    /// <summary>A list of those items.</summary>
    public TemplateValue Take(ref TemplateRun run, TemplateValue source)
    {
        if (!TryRead(ref run, offset, out var skipped) || !TryRead(ref run, limit, out var most))
        {
            return TemplateValue.Null;
        }

        var list = ValueLists.Copy(ref run, source);
        if (run.IsStopped)
        {
            return list;
        }

        skipped = Math.Clamp(skipped, 0, list.Count);
        var count = list.Count - skipped;
        if (isReversed)
        {
            run.Workspace.GetList(TemplateValue.OfList(list.Start + skipped, count)).Reverse();
        }

        return TemplateValue.OfList(list.Start + skipped, most > 0 ? Math.Min(most, count) : count);
    }

    private static bool TryRead(ref TemplateRun run, TemplateExpression? number, out int value)
    {
        value = 0;
        return number is null || ValueNumber.TryGetInteger(ref run, number.Evaluate(ref run), out value);
    }
}
