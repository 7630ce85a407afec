namespace Gateway.Core.Pipeline.Patterns;

/// <summary>What stands on one side of a place in the text, as far as an edge asks.</summary>
internal enum PatternNeighbour
{
    /// <summary>The text begins or ends here.</summary>
    None,

    /// <summary>A character of <c>[A-Za-z0-9_]</c>.</summary>
    Word,

    Other,
}
