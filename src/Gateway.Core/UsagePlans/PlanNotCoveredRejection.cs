using Gateway.Core.Pipeline.Rejections;

namespace Gateway.Core.UsagePlans;

/// <summary>Which plans the key has; none of them covers the endpoint and its stage.</summary>
/// <param name="KeyId">The key's id.</param>
/// <param name="Plans">The key's plans, in their order.</param>
public sealed record PlanNotCoveredRejection(string KeyId, IReadOnlyList<string> Plans) : RejectionDetail
{
    /// <summary>Writes the plans' names too.</summary>
    /// <returns>For logs.</returns>
    public override string ToString() => $"key '{KeyId}' has the plans [{string.Join(", ", Plans)}]";
}
