namespace Gateway.Core.Validation.Rules;

/// <summary>One keyword of a schema, or some that are looked at together. Immutable: all requests share it.</summary>
internal abstract class SchemaRule
{
    /// <summary>Whether the value at <paramref name="index"/> is as the rule wants it. A rule about other types is content.</summary>
    public abstract bool Evaluate(ref Evaluation run, int index);
}
