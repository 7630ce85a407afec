namespace Gateway.Core.Mapping.Templates.Nodes.Expressions;

/// <summary>What a template may ask of the loop that it is in.</summary>
internal enum LoopPart
{
    Index,
    First,
    Last,
    Even,
    Odd,
    Length,
    RIndex,
}
