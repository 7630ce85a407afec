namespace Gateway.Core.Authorizers.Policies.Conditions;

internal sealed class SecureTransportNode(PolicyKey key, bool[] values) : ConditionNode(key, isNegated: false, isOptional: false)
{
    protected override long SizeOfValues => values.Length;

    protected override bool? Compare(in PolicyRequest request) => values.AsSpan().Contains(request.HttpContext.Request.IsHttps);
}
