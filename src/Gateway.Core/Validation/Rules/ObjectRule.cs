using Gateway.Core.Pipeline.Patterns;

namespace Gateway.Core.Validation.Rules;

/// <summary>The keywords about objects, in one pass over the members.</summary>
internal sealed class ObjectRule : SchemaRule
{
    private const int BitsPerWord = 64;

    // For 1,024 names, more than any schema has that a person wrote.
    private const int StackWords = 16;

    public required PropertyTable Table { get; init; }

    public (EcmaPattern Pattern, Schema Schema)[] PatternProperties { get; init; } = [];

    public Schema? AdditionalProperties { get; init; }

    public Expectation? AdditionalExpectation { get; init; }

    public Schema? PropertyNames { get; init; }

    public LengthBound? MinProperties { get; init; }

    public LengthBound? MaxProperties { get; init; }

    public Dependency[] Dependencies { get; init; } = [];

    /// <summary>Whether it matters which of the table's members are there.</summary>
    public bool TracksPresence { get; init; }

    public override bool Evaluate(ref Evaluation run, int index)
    {
        if (Table.Properties.Length > BitsPerWord)
        {
            return EvaluateWithManyNames(ref run, index);
        }

        var present = 0UL;
        return Evaluate(ref run, index, new Span<ulong>(ref present));
    }

    private bool EvaluateWithManyNames(ref Evaluation run, int index)
    {
        var words = (Table.Properties.Length + BitsPerWord - 1) / BitsPerWord;
        return Evaluate(ref run, index, words <= StackWords ? stackalloc ulong[words] : new ulong[words]);
    }

    private bool Evaluate(ref Evaluation run, int index, scoped Span<ulong> present)
    {
        var isValid = true;
        var count = run.Json.Tokens[index].Count;
        if (!run.TrySpend(count)
            || (MinProperties is not null && count < MinProperties.Limit && run.Fail(ref isValid, index, MinProperties.Expectation))
            || (MaxProperties is not null && count > MaxProperties.Limit && run.Fail(ref isValid, index, MaxProperties.Expectation)))
        {
            return false;
        }

        return EvaluateMembers(ref run, index, present, ref isValid)
            && (!TracksPresence || EvaluatePresence(ref run, index, present, ref isValid))
            && isValid;
    }

    /// <returns>Whether to go on.</returns>
    private bool EvaluateMembers(ref Evaluation run, int index, scoped Span<ulong> present, ref bool isValid)
    {
        var tokens = run.Json.Tokens;
        var properties = Table.Properties;
        var name = index + 1;
        var place = -1;
        for (var i = tokens[index].Count; i > 0; i--)
        {
            Schema? schema = null;
            ref readonly var token = ref tokens[name];
            var found = Table.Find(run.Json.GetText(token), token, place);
            if (found >= 0)
            {
                place = found;
                schema = properties[found].Schema;
                present[found / BitsPerWord] |= 1UL << found;
            }

            if (!EvaluateMember(ref run, name, schema) && run.Stop(ref isValid))
            {
                return false;
            }

            name = tokens[name + 1].Next;
        }

        return true;
    }

    private bool EvaluateMember(ref Evaluation run, int name, Schema? schema)
    {
        if (PatternProperties.Length > 0 || PropertyNames is not null)
        {
            return EvaluateByName(ref run, name, schema);
        }

        return schema is not null ? run.EvaluateChild(schema, name + 1)
            : AdditionalProperties is null || EvaluateAdditional(ref run, name + 1);
    }

    private bool EvaluateByName(ref Evaluation run, int name, Schema? schema)
    {
        var isValid = true;
        if (schema is not null && !run.EvaluateChild(schema, name + 1) && run.Stop(ref isValid))
        {
            return false;
        }

        var isMatched = schema is not null;
        foreach (var (pattern, patternSchema) in PatternProperties)
        {
            if (PatternMatch.Matches(ref run, pattern, name))
            {
                isMatched = true;
                if (!run.EvaluateChild(patternSchema, name + 1) && run.Stop(ref isValid))
                {
                    return false;
                }
            }
        }

        if (!isMatched && AdditionalProperties is not null && !EvaluateAdditional(ref run, name + 1) && run.Stop(ref isValid))
        {
            return false;
        }

        return (PropertyNames is null || run.EvaluateChild(PropertyNames, name)) && isValid;
    }

    private bool EvaluateAdditional(ref Evaluation run, int value)
    {
        var isValid = true;
        if (!AdditionalProperties!.IsNever)
        {
            return run.EvaluateChild(AdditionalProperties, value);
        }

        run.Fail(ref isValid, value, AdditionalExpectation!);
        return false;
    }

    private bool EvaluatePresence(ref Evaluation run, int index, scoped ReadOnlySpan<ulong> present, ref bool isValid)
    {
        if ((present[0] & Table.Required) != Table.Required || Table.Properties.Length > BitsPerWord)
        {
            for (var i = 0; i < Table.Properties.Length; i++)
            {
                if (Table.Properties[i].Required is { } required && !IsPresent(present, i) && run.Fail(ref isValid, index, required))
                {
                    return false;
                }
            }
        }

        foreach (var dependency in Dependencies)
        {
            if (IsPresent(present, dependency.Trigger) && !EvaluateDependency(ref run, index, dependency, present) && run.Stop(ref isValid))
            {
                return false;
            }
        }

        return true;
    }

    private static bool EvaluateDependency(ref Evaluation run, int index, Dependency dependency, scoped ReadOnlySpan<ulong> present)
    {
        var isValid = true;
        foreach (var required in dependency.Required)
        {
            if (!IsPresent(present, required))
            {
                run.Fail(ref isValid, index, dependency.Expectation);
                return false;
            }
        }

        return dependency.Schema is null || run.EvaluateInPlace(dependency.Schema, index);
    }

    private static bool IsPresent(ReadOnlySpan<ulong> present, int place) =>
        (present[place / BitsPerWord] & (1UL << (place % BitsPerWord))) != 0;
}
