namespace Gateway.Core.Mapping.Templates.Nodes.Positions;

/// <summary>What is known of a loop while it is followed: where its body begins, and where the loop is left.</summary>
internal sealed class LoopStates
{
    /// <summary>Where the body may begin, from before the loop and from its own end.</summary>
    public JsonStates Heads { get; set; } = JsonStates.None;

    /// <summary>Where an item may end: at the end of the body, and where it continues with the next.</summary>
    public JsonStates Ends { get; set; } = JsonStates.None;

    /// <summary>Where it breaks off.</summary>
    public JsonStates Breaks { get; set; } = JsonStates.None;
}
