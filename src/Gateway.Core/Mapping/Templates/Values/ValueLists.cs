using Gateway.Core.Mapping.Templates.Runs;

namespace Gateway.Core.Mapping.Templates.Values;

/// <summary>Makes lists, which nobody changes once they are made.</summary>
internal static class ValueLists
{
    /// <summary>All items as a list in memory, where each is at hand; of null none. A value without items stops the run.</summary>
    public static TemplateValue Get(ref TemplateRun run, TemplateValue value)
    {
        if (value.Kind == TemplateValueKind.List)
        {
            return value;
        }

        if (!value.IsNull && !ValueItems.Has(run, value))
        {
            return run.Stop(TemplateOutcome.OperandInvalid);
        }

        var items = new ValueItems(run, value);
        var start = run.Workspace.Values.Length;
        return run.TryMakeValues(items.Count) ? Add(ref run, start, ref items) : TemplateValue.Null;
    }

    /// <summary>A list of its own with the same items, for one who moves them.</summary>
    public static TemplateValue Copy(ref TemplateRun run, TemplateValue value)
    {
        var list = Get(ref run, value);
        return value.Kind == TemplateValueKind.List ? Slice(ref run, list, 0, list.Count) : list;
    }

    public static TemplateValue Slice(ref TemplateRun run, TemplateValue list, int offset, int count)
    {
        var start = run.Workspace.Values.Length;
        if (!run.TryMakeValues(count))
        {
            return TemplateValue.Null;
        }

        for (var i = 0; i < count; i++)
        {
            run.Workspace.Add(run.Workspace.Values[list.Start + offset + i]);
        }

        return TemplateValue.OfList(start, count);
    }

    private static TemplateValue Add(ref TemplateRun run, int start, ref ValueItems items)
    {
        while (items.MoveNext(run, out var item))
        {
            run.Workspace.Add(item);
        }

        return TemplateValue.OfList(start, items.Count);
    }
}
