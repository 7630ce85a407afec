using Gateway.Core.Mapping.Templates.Runs;
using Gateway.Core.Mapping.Templates.Values;

namespace Gateway.Core.Mapping.Templates.Functions;

/// <summary>Functions that change the order of an array's items, or find those that are there twice.</summary>
internal static class ArrayOrderFunctions
{
    // What a key takes beside the value itself, in values.
    private const int KeySize = 3;

    public static readonly TemplateFunction[] All =
    [
        new("array.reverse", 1, 1, Reverse),
        new("array.sort", 1, 2, Sort),
        new("array.uniq", 1, 1, Uniq),
    ];

    private static TemplateValue Reverse(ref TemplateRun run, scoped ReadOnlySpan<TemplateValue> arguments)
    {
        var list = ValueLists.Copy(ref run, arguments[0]);
        run.Workspace.GetList(list).Reverse();
        return list;
    }

    /// <summary>By the items themselves or by a member of them; equal ones stay in their order.</summary>
    private static TemplateValue Sort(ref TemplateRun run, scoped ReadOnlySpan<TemplateValue> arguments)
    {
        var list = ValueLists.Copy(ref run, arguments[0]);
        var name = arguments[1].IsNull ? null : MemberText.Create(ref run, arguments[1]);
        if (!run.TryMakeValues(list.Count * KeySize))
        {
            return TemplateValue.Null;
        }

        var keys = new (ValueKey Key, int Index)[list.Count];
        for (var i = 0; i < keys.Length; i++)
        {
            var item = run.Workspace.Values[list.Start + i];
            keys[i] = (ValueKey.Of(ref run, name is null ? item : ValueMembers.Get(ref run, item, name)), i);
        }

        if (run.IsStopped || !AreComparable(ref run, keys))
        {
            return TemplateValue.Null;
        }

        Array.Sort(keys, Comparer<(ValueKey Key, int Index)>.Create(Compare));
        return Order(ref run, list, keys);
    }

    private static TemplateValue Order(ref TemplateRun run, TemplateValue list, (ValueKey Key, int Index)[] keys)
    {
        var items = run.Workspace.GetList(list).ToArray();
        for (var i = 0; i < keys.Length; i++)
        {
            run.Workspace.Set(list.Start + i, items[keys[i].Index]);
        }

        return list;
    }

    private static int Compare((ValueKey Key, int Index) left, (ValueKey Key, int Index) right)
    {
        var order = left.Key.CompareTo(right.Key);
        return order != 0 ? order : left.Index.CompareTo(right.Index);
    }

    /// <summary>Only scalars of one kind, and null, have an order. Sorting takes about as many steps as there are comparisons.</summary>
    private static bool AreComparable(ref TemplateRun run, (ValueKey Key, int Index)[] keys)
    {
        var characters = 0L;
        var rank = (byte)0;
        foreach (var (key, _) in keys)
        {
            characters += key.Text?.Length ?? 0;
            if (key.Rank == ValueKey.Container || (rank > 0 && key.Rank > 0 && key.Rank != rank))
            {
                run.Stop(TemplateOutcome.OperandInvalid);
                return false;
            }

            rank = Math.Max(rank, key.Rank);
        }

        var comparisons = 1 + (int)Math.Log2(keys.Length + 1);
        return run.TrySpend((int)Math.Min((keys.Length + (characters / 4)) * comparisons, int.MaxValue));
    }

    private static TemplateValue Uniq(ref TemplateRun run, scoped ReadOnlySpan<TemplateValue> arguments)
    {
        if (arguments[0].IsNull)
        {
            return TemplateValue.Null;
        }

        var list = ValueLists.Copy(ref run, arguments[0]);
        if (!run.TryMakeValues(list.Count * KeySize))
        {
            return TemplateValue.Null;
        }

        var seen = new HashSet<ValueKey>();
        var count = 0;
        for (var i = 0; i < list.Count && !run.IsStopped; i++)
        {
            var item = run.Workspace.Values[list.Start + i];
            var key = ValueKey.Of(ref run, item);
            if (run.TrySpendOnBytes(key.Text?.Length ?? 0) && seen.Add(key))
            {
                run.Workspace.Set(list.Start + count++, item);
            }
        }

        return TemplateValue.OfList(list.Start, count);
    }
}
