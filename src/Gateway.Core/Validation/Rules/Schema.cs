using Gateway.Core.Pipeline.Documents;

namespace Gateway.Core.Validation.Rules;

/// <summary>A schema, compiled. Schemas refer to one another in circles, so its rules are set after it is made.</summary>
internal sealed class Schema(DynamicScope scope)
{
    private const int MaxReferences = 8;

    private static readonly Expectation Nothing = new("false", "nothing");

    private readonly SchemaRule?[] _rulesByKind = new SchemaRule?[Enum.GetValues<JsonTokenKind>().Length];

    // A bit for each kind of which every value passes that passes its rule.
    private int _plainKinds;

    // Where the schema is nothing but a reference.
    private Schema? _target;

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

    /// <summary>Whether it says nothing but a type.</summary>
    public bool IsOnlyType { get; private set; }

    /// <summary>Called once when all the rest is set.</summary>
    public void Complete()
    {
        _rulesByKind[(int)JsonTokenKind.Object] = ObjectRule;
        _rulesByKind[(int)JsonTokenKind.Array] = ArrayRule;
        _rulesByKind[(int)JsonTokenKind.Number] = NumberRule;
        _rulesByKind[(int)JsonTokenKind.String] = StringRule;
        _rulesByKind[(int)JsonTokenKind.Name] = StringRule;
        _target = this is { IsNever: false, Type: null, Rules: [ReferenceRule reference], Unevaluated: [] }
            && Array.TrueForAll(_rulesByKind, rule => rule is null)
                ? reference.Target
                : null;
        IsOnlyType = this is { IsNever: false, Type: not null, Rules: [], Unevaluated: [] } && Array.TrueForAll(_rulesByKind, rule => rule is null);
        foreach (var kind in Enum.GetValues<JsonTokenKind>())
        {
            _plainKinds |= IsPlain(kind) ? 1 << (int)kind : 0;
        }
    }

    public bool Evaluate(ref Evaluation run, int index)
    {
        var kind = run.Json.Tokens[index].Kind;
        var isPlain = (_plainKinds & (1 << (int)kind)) != 0;
        var rule = _rulesByKind[(int)kind];
        if (isPlain && rule is null)
        {
            return true;
        }

        if (isPlain && kind < JsonTokenKind.Object)
        {
            return run.TrySpend(1) && rule!.Evaluate(ref run, index);
        }

        if (_target is not null && !run.TracksScopes)
        {
            return FindTarget(ref run) is { } target && target.Evaluate(ref run, index);
        }

        if (!run.TryEnter())
        {
            return false;
        }

        var isValid = isPlain && !run.TracksScopes ? rule!.Evaluate(ref run, index) : EvaluateInScope(ref run, index, kind);
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

    /// <summary>Whether values of the kind meet nothing but the rule for their kind.</summary>
    private bool IsPlain(JsonTokenKind kind) =>
        !IsNever
        && Type?.Accepts(kind) != false
        && Rules.Length == 0
        && Unevaluated.Length == 0
        && (NumberRule is null || kind is not (JsonTokenKind.String or JsonTokenKind.Name));

    /// <summary>The end of a chain of references, without a frame of the stack for each, or null once there has been too much work.</summary>
    private Schema? FindTarget(ref Evaluation run)
    {
        var schema = this;
        while (schema._target is { } target)
        {
            if (!run.TrySpend(1))
            {
                return null;
            }

            schema = target;
        }

        return schema;
    }

    private bool EvaluateInScope(ref Evaluation run, int index, JsonTokenKind kind)
    {
        var isValid = true;
        if (IsNever || (Type is not null && !Type.Accepts(run, index, kind)))
        {
            run.Fail(ref isValid, index, IsNever ? Nothing : Type!.Expectation);
            return false;
        }

        run.EnterScope(Scope);
        isValid = Unevaluated.Length == 0 ? EvaluateRules(ref run, index, kind) : EvaluateAndTrack(ref run, index, kind);
        run.LeaveScope();
        return isValid;
    }

    private bool EvaluateAndTrack(ref Evaluation run, int index, JsonTokenKind kind)
    {
        var mark = run.Workspace.EvaluatedCount;
        var wasTracking = run.StartTracking();
        var isValid = EvaluateRules(ref run, index, kind);
        for (var i = 0; i < Unevaluated.Length && (isValid || !run.Stop(ref isValid)); i++)
        {
            isValid &= Unevaluated[i].Evaluate(ref run, index, mark);
        }

        run.EndTracking(wasTracking, mark);
        return isValid;
    }

    private bool EvaluateRules(ref Evaluation run, int index, JsonTokenKind kind)
    {
        var isValid = true;
        if (_rulesByKind[(int)kind] is { } rule && !rule.Evaluate(ref run, index) && run.Stop(ref isValid))
        {
            return false;
        }

        if (NumberRule is not null && kind == JsonTokenKind.String && !EvaluateQuoted(ref run, index) && run.Stop(ref isValid))
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

        return isValid;
    }

    private bool EvaluateQuoted(ref Evaluation run, int index) =>
        !QuotedNumber.TryRead(run, index, out var quoted)
        || (quoted.CanBeTold(ref run) && NumberRule!.Evaluate(ref run, index, quoted.Kind, quoted.Number));
}
