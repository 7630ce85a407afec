using System.Numerics;
using Gateway.Core.Pipeline.Documents;

namespace Gateway.Core.Validation.Rules;

/// <summary>The keywords about arrays.</summary>
internal sealed class ArrayRule : SchemaRule
{
    private const int FewItems = 6;
    private const int FewTokens = 100;

    public LengthBound? MinItems { get; init; }

    public LengthBound? MaxItems { get; init; }

    /// <summary>For the first items, one each.</summary>
    public Schema[] Prefix { get; init; } = [];

    /// <summary>For the items behind <see cref="Prefix"/>.</summary>
    public Schema? Items { get; init; }

    public Expectation? ItemsExpectation { get; init; }

    public ContainsBound? Contains { get; init; }

    public Expectation? UniqueItems { get; init; }

    public override bool Evaluate(ref Evaluation run, int index)
    {
        var isValid = true;
        var count = run.Json.Tokens[index].Count;
        if (!run.TrySpend(count)
            || (MinItems is not null && count < MinItems.Limit && run.Fail(ref isValid, index, MinItems.Expectation))
            || (MaxItems is not null && count > MaxItems.Limit && run.Fail(ref isValid, index, MaxItems.Expectation)))
        {
            return false;
        }

        if ((Prefix.Length > 0 || Items is not null) && !EvaluateItems(ref run, index) && run.Stop(ref isValid))
        {
            return false;
        }

        if (Contains is not null && !Contains.Evaluate(ref run, index) && run.Stop(ref isValid))
        {
            return false;
        }

        if (UniqueItems is not null && HasDuplicate(ref run, index))
        {
            run.Fail(ref isValid, index, UniqueItems);
        }

        return isValid;
    }

    private bool EvaluateItems(ref Evaluation run, int index)
    {
        var isValid = true;
        var item = index + 1;
        var count = run.Json.Tokens[index].Count;
        for (var i = 0; i < count; i++)
        {
            var schema = i < Prefix.Length ? Prefix[i] : Items;
            if (schema is null)
            {
                break;
            }

            if (schema.IsNever && ReferenceEquals(schema, Items))
            {
                run.Fail(ref isValid, item, ItemsExpectation!);
                return false;
            }

            if (!run.EvaluateChild(schema, item) && run.Stop(ref isValid))
            {
                return false;
            }

            item = run.Json.Tokens[item].Next;
        }

        return isValid;
    }

    private static bool HasDuplicate(ref Evaluation run, int index)
    {
        var count = run.Json.Tokens[index].Count;
        var length = run.Json.Tokens[index].Next - index;
        if (count < 2)
        {
            return false;
        }

        return count <= FewItems && length <= FewTokens
            ? run.TrySpend(length * count / 2) && HasDuplicateAmongFew(run.Json, run.Json.Tokens[index].Next, index + 1)
            : run.TrySpend(length) && HasDuplicateAmongMany(ref run, index);
    }

    /// <summary>Each with each: most differ in what comes first in them.</summary>
    private static bool HasDuplicateAmongFew(in TokenizedJson json, int end, int first)
    {
        for (var item = first; item < end; item = json.Tokens[item].Next)
        {
            for (var other = json.Tokens[item].Next; other < end; other = json.Tokens[other].Next)
            {
                if (JsonEquality.AreEqual(json, item, json, other))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>By a table of hashes, in time linear in the tokens of the array.</summary>
    private static bool HasDuplicateAmongMany(ref Evaluation run, int index)
    {
        var count = run.Json.Tokens[index].Count;
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)count * 2);
        var slots = run.Workspace.GetSlots(2 * size);
        var hashes = slots[size..];
        var item = index + 1;
        for (var i = 0; i < count; i++)
        {
            var hash = JsonEquality.GetHash(run.Json, item);
            var slot = hash & (size - 1);
            for (; slots[slot] != 0; slot = (slot + 1) & (size - 1))
            {
                if (hashes[slot] == hash && JsonEquality.AreEqual(run.Json, slots[slot], run.Json, item))
                {
                    return true;
                }
            }

            slots[slot] = item;
            hashes[slot] = hash;
            item = run.Json.Tokens[item].Next;
        }

        return false;
    }
}
