using System.Text;
using Gateway.Core.Mapping.Templates.Runs;
using Gateway.Core.Mapping.Templates.Values;

namespace Gateway.Core.Mapping.Templates.Functions;

/// <summary>Functions that take arrays apart, and put them together. Arrays are never changed: each function makes its own.</summary>
internal static class ArrayFunctions
{
    public static readonly TemplateFunction[] All =
    [
        new("array.size", 1, 1, (ref run, scoped arguments) => TemplateValue.OfInteger(Count(ref run, arguments[0]))),
        new("array.first", 1, 1, (ref run, scoped arguments) => GetItem(ref run, arguments[0], isLast: false)),
        new("array.last", 1, 1, (ref run, scoped arguments) => GetItem(ref run, arguments[0], isLast: true)),
        new("array.join", 2, 2, Join),
        new("array.map", 2, 2, Map),
        new("array.compact", 1, 1, Compact),
        new("array.limit", 2, 2, (ref run, scoped arguments) => Part(ref run, arguments[0], 0, GetCount(ref run, arguments[1]))),
        new("array.offset", 2, 2, (ref run, scoped arguments) => Part(ref run, arguments[0], GetCount(ref run, arguments[1]), int.MaxValue)),
        new("array.concat", 2, 2, (ref run, scoped arguments) => Concat(ref run, arguments[0], arguments[1])),
        new("array.add", 2, 2, Add),
        new("array.contains", 2, 2, Contains),
    ];

    private static int Count(ref TemplateRun run, TemplateValue value)
    {
        if (!value.IsNull && !ValueItems.Has(run, value))
        {
            run.Stop(TemplateOutcome.OperandInvalid);
        }

        return new ValueItems(run, value).Count;
    }

    private static int GetCount(ref TemplateRun run, TemplateValue value)
    {
        ValueNumber.TryGetInteger(ref run, value, out var count);
        return count;
    }

    private static TemplateValue GetItem(ref TemplateRun run, TemplateValue value, bool isLast)
    {
        var list = ValueLists.Get(ref run, value);
        return list.IsNull || list.Count == 0 ? TemplateValue.Null : run.Workspace.GetList(list)[isLast ? ^1 : 0];
    }

    private static TemplateValue Join(ref TemplateRun run, scoped ReadOnlySpan<TemplateValue> arguments)
    {
        var list = ValueLists.Get(ref run, arguments[0]);
        var separator = ValueText.GetOrEmpty(ref run, arguments[1]);
        var text = new StringBuilder();
        for (var i = 0; i < list.Count && !run.IsStopped; i++)
        {
            var item = ValueText.GetOrEmpty(ref run, run.Workspace.Values[list.Start + i]);

            // Twice: as it grows, and whole.
            if (run.TryMakeText(2L * (item.Length + separator.Length)))
            {
                text.Append(i == 0 ? "" : separator).Append(item);
            }
        }

        return run.IsStopped ? TemplateValue.Null : TemplateValue.OfText(text.ToString());
    }

    /// <summary>The member of every object that has it.</summary>
    private static TemplateValue Map(ref TemplateRun run, scoped ReadOnlySpan<TemplateValue> arguments)
    {
        var list = ValueLists.Get(ref run, arguments[0]);
        if (MemberText.Create(ref run, arguments[1]) is not { } name)
        {
            return TemplateValue.Null;
        }

        var start = run.Workspace.Values.Length;
        var count = 0;
        for (var i = 0; i < list.Count && run.TrySpend(1); i++)
        {
            var item = run.Workspace.Values[list.Start + i];
            if (ValueMembers.Has(ref run, item, name) && run.TryMakeValues(1))
            {
                run.Workspace.Add(ValueMembers.Get(ref run, item, name));
                count++;
            }
        }

        return TemplateValue.OfList(start, count);
    }

    private static TemplateValue Compact(ref TemplateRun run, scoped ReadOnlySpan<TemplateValue> arguments)
    {
        var list = ValueLists.Copy(ref run, arguments[0]);
        var count = 0;
        foreach (var item in run.Workspace.GetList(list))
        {
            if (!item.IsNull)
            {
                run.Workspace.Set(list.Start + count++, item);
            }
        }

        return TemplateValue.OfList(list.Start, count);
    }

    private static TemplateValue Part(ref TemplateRun run, TemplateValue value, int offset, int most)
    {
        var list = ValueLists.Get(ref run, value);
        offset = Math.Clamp(offset, 0, list.Count);
        return value.IsNull ? value : TemplateValue.OfList(list.Start + offset, Math.Clamp(most, 0, list.Count - offset));
    }

    private static TemplateValue Concat(ref TemplateRun run, TemplateValue first, TemplateValue second)
    {
        var left = ValueLists.Get(ref run, first);
        var right = ValueLists.Get(ref run, second);
        if (run.IsStopped)
        {
            return TemplateValue.Null;
        }

        var start = ValueLists.Slice(ref run, left, 0, left.Count).Start;
        ValueLists.Slice(ref run, right, 0, right.Count);
        return TemplateValue.OfList(start, left.Count + right.Count);
    }

    private static TemplateValue Add(ref TemplateRun run, scoped ReadOnlySpan<TemplateValue> arguments)
    {
        var list = ValueLists.Get(ref run, arguments[0]);
        var start = run.IsStopped ? 0 : ValueLists.Slice(ref run, list, 0, list.Count).Start;
        if (!run.TryMakeValues(1))
        {
            return TemplateValue.Null;
        }

        run.Workspace.Add(arguments[1]);
        return TemplateValue.OfList(start, list.Count + 1);
    }

    private static TemplateValue Contains(ref TemplateRun run, scoped ReadOnlySpan<TemplateValue> arguments)
    {
        var list = ValueLists.Get(ref run, arguments[0]);
        var wanted = ValueKey.Of(ref run, arguments[1]);
        for (var i = 0; i < list.Count && run.TrySpend(1); i++)
        {
            var key = ValueKey.Of(ref run, run.Workspace.Values[list.Start + i]);
            if (run.TrySpendOnBytes(key.Text?.Length ?? 0) && key == wanted)
            {
                return TemplateValue.OfBoolean(true);
            }
        }

        return TemplateValue.OfBoolean(false);
    }
}
