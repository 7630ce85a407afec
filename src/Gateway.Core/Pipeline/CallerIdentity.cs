namespace Gateway.Core.Pipeline;

/// <summary>
/// Who presented a valid credential, before a plan is chosen: written by the step that proves the credential, read by the one
/// that admits. <see cref="Callers"/> has one place per plan, filled by the admitting step on first use.
/// </summary>
internal class CallerIdentity(string id, string? name, IReadOnlyDictionary<string, string> tags, string[] plans)
{
    public string Id { get; } = id;

    public string? Name { get; } = name;

    public IReadOnlyDictionary<string, string> Tags { get; } = tags;

    /// <summary>Plan names in the order in which they are tried.</summary>
    public string[] Plans { get; } = plans;

    public GatewayCaller?[] Callers { get; } = new GatewayCaller?[plans.Length];
}
