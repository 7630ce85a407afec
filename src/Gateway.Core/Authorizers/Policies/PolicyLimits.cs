namespace Gateway.Core.Authorizers.Policies;

/// <summary>What a document may hold: every request of its endpoints pays for it.</summary>
internal static class PolicyLimits
{
    /// <summary>Of a resource policy, the reference's own bound; of any other document eight times that.</summary>
    public const int ResourcePolicyLength = 8_192;

    public const int DocumentLength = 65_536;

    public const int Statements = 100;

    /// <summary>Of one list in a statement.</summary>
    public const int Values = 500;
}
