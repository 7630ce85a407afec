namespace Gateway.Core.Authorizers.Policies.Conditions;

/// <summary>The time of the decision, in seconds since 1970. Equal means in the same second.</summary>
internal sealed class TimeNode(PolicyKey key, double[] seconds, PolicyComparison comparison, bool isNegated)
    : ConditionNode(key, isNegated, isOptional: false)
{
    protected override long SizeOfValues => sizeof(double) * (long)seconds.Length;

    protected override bool? Compare(in PolicyRequest request)
    {
        var now = (request.TimeProvider.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds;
        foreach (var value in seconds)
        {
            if (comparison == PolicyComparison.Equal ? Math.Floor(now) == Math.Floor(value) : NumberTest.Fits(now, value, comparison))
            {
                return true;
            }
        }

        return false;
    }
}
