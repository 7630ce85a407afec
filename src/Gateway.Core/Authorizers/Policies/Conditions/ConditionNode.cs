namespace Gateway.Core.Authorizers.Policies.Conditions;

/// <summary>
/// One key compared by one operator. Where the key is missing, a positive operator does not hold; a negated one does, and so does one that
/// ends in <c>IfExists</c>.
/// </summary>
internal abstract class ConditionNode(PolicyKey key, bool isNegated, bool isOptional) : PolicyNode
{
    public sealed override bool DependsOnCaller => key.IsOfCaller;

    public sealed override long Size => PolicySize.Object + key.Size + SizeOfValues;

    protected PolicyKey Key => key;

    public sealed override bool Matches(in PolicyRequest request) => Compare(request) is { } isEqual ? isEqual != isNegated : isNegated || isOptional;

    protected abstract long SizeOfValues { get; }

    /// <summary>Whether any of the condition's values fits; null where the key is missing.</summary>
    protected abstract bool? Compare(in PolicyRequest request);
}
