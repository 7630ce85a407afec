using Gateway.Core.UsagePlans.Connections;
using Gateway.Core.UsagePlans.Limits;

namespace Gateway.Core.UsagePlans;

/// <summary>What an endpoint asks of admission, decided when it is composed.</summary>
/// <param name="Plans">The plans as the endpoint's definitions have them.</param>
/// <param name="Choices">Which plans are accepted, at their indexes.</param>
/// <param name="Shared">The limits for all callers together.</param>
/// <param name="Connections">Which of its requests stay open.</param>
/// <param name="Cost">What a request costs.</param>
/// <param name="IsCostGiven">Whether the endpoint says what a request costs; then what would be free by custom costs that too.</param>
internal sealed record AdmissionPolicy(
    UsagePlanTable Plans,
    AdmissionPolicy.Choice[] Choices,
    SharedLimitSet Shared,
    ConnectionPolicy Connections,
    int Cost,
    bool IsCostGiven)
{
    /// <summary>The plan at this index, if the endpoint accepts it. An index may be newer than the endpoint's definitions.</summary>
    public bool TryChoose(int index, out Choice choice)
    {
        choice = (uint)index < (uint)Choices.Length ? Choices[index] : default;
        return choice.Plan is not null;
    }

    /// <param name="Plan">Null for a plan that the endpoint does not accept.</param>
    /// <param name="Override">The place of the rate that replaces the plan's on this endpoint, or -1.</param>
    internal readonly record struct Choice(UsagePlan? Plan, int Override);
}
