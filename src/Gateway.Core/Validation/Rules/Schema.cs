using Gateway.Core.Validation.Documents;

namespace Gateway.Core.Validation.Rules;

/// <summary>A schema, compiled. Schemas refer to one another in circles, so its rules are set after it is made.</summary>
internal sealed class Schema(DynamicScope scope)
{
    private const int MaxReferences = 8;

    private static readonly Expectation Nothing = new("false", "nothing");

    /// <summary>Of the resource that the schema stands in: all of it, but for subschemas with an id of their own.</summary>
    public DynamicScope Scope { get; } = scope;

    /// <summary>Whether it is the schema <c>false</c>, which no value passes.</summary>
    public bool IsNever { get; set; }

    public TypeRule? Type { get; set; }

    public SchemaRule? ObjectRule { get; set; }

    public SchemaRule? ArrayRule { get; set; }

    public SchemaRule? StringRule { get; set; }

    public NumberRule? NumberRule { get; set; }

    /// <summary>Rules for values of every type, in the order in which they have to run.</summary>
    public SchemaRule[] Rules { get; set; } = [];

    /// <summary>For members or items that nothing else in the schema looks at. They run last.</summary>
    public UnevaluatedRule[] Unevaluated { get; set; } = [];

    public bool Evaluate(ref Evaluation run, int index)
    {
        if (!run.TryEnter())
        {
            return false;
        }

        run.EnterScope(Scope);
        var isValid = EvaluateRules(ref run, index);
        run.LeaveScope();
        run.Leave();
        return isValid;
    }

    /// <summary>Whether values of the kind can pass, as far as <c>type</c> says, here or where the schema refers to.</summary>
    public bool AcceptsKind(JsonTokenKind kind)
    {
        var schema = this;
        for (var i = 0; i < MaxReferences && schema is not null; i++)
        {
            if (schema.IsNever || schema.Type?.AcceptsKind(kind) == false)
            {
                return false;
            }

            schema = schema.Rules.OfType<ReferenceRule>().FirstOrDefault()?.Target;
        }

        return true;
    }

    private bool EvaluateRules(ref Evaluation run, int index)
    {
        var isValid = true;
        var mark = run.Workspace.EvaluatedCount;
        if (IsNever)
        {
            run.Fail(ref isValid, index, Nothing);
            return false;
        }

        if (Type is { } type && !type.Accepts(run, index))
        {
            run.Fail(ref isValid, index, type.Expectation);
            return false;
        }

        if (GetRule(run, index) is { } rule && !rule.Evaluate(ref run, index) && run.Stop(ref isValid))
        {
            return false;
        }

        if (NumberRule is { } numbers && QuotedNumber.TryRead(run, index, out var quoted)
            && !numbers.Evaluate(ref run, index, quoted.Kind, quoted.Number) && run.Stop(ref isValid))
        {
            return false;
        }

        foreach (var other in Rules)
        {
            if (!other.Evaluate(ref run, index) && run.Stop(ref isValid))
            {
                return false;
            }
        }

        foreach (var unevaluated in Unevaluated)
        {
            if (!unevaluated.Evaluate(ref run, index, mark) && run.Stop(ref isValid))
            {
                return false;
            }
        }

        return isValid;
    }

    private SchemaRule? GetRule(in Evaluation run, int index) => run.Json.Tokens[index].Kind switch
    {
        JsonTokenKind.Object => ObjectRule,
        JsonTokenKind.Array => ArrayRule,
        JsonTokenKind.Number => NumberRule,
        JsonTokenKind.String or JsonTokenKind.Name => StringRule,
        _ => null,
    };
}
