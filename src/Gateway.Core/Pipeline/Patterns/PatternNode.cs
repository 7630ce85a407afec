using Gateway.Core.Pipeline.Patterns.CodePoints;

namespace Gateway.Core.Pipeline.Patterns;

/// <summary>A part of a pattern as it was read.</summary>
internal abstract record PatternNode
{
    /// <summary>How many steps it takes with its counted repetitions written out.</summary>
    public abstract long Size { get; }

    /// <summary>How often its innermost part can be written out: the largest product of nested counts.</summary>
    public virtual long Repetitions => 1;
}

/// <summary>One code point of a set.</summary>
internal sealed record CharacterNode(CodePointSet Set) : PatternNode
{
    public override long Size => 1;
}

internal sealed record EdgeNode(PatternEdge Edge) : PatternNode
{
    public override long Size => 1;
}

internal sealed record SequenceNode(IReadOnlyList<PatternNode> Items) : PatternNode
{
    public override long Size { get; } = Items.Sum(item => item.Size);

    public override long Repetitions { get; } = Items.Count == 0 ? 1 : Items.Max(item => item.Repetitions);
}

internal sealed record ChoiceNode(IReadOnlyList<PatternNode> Options) : PatternNode
{
    public override long Size { get; } = Options.Sum(option => option.Size + 1);

    public override long Repetitions { get; } = Options.Max(option => option.Repetitions);
}

/// <summary>A part from <paramref name="Least"/> to <paramref name="Most"/> times; null is without end.</summary>
internal sealed record RepeatNode(PatternNode Item, int Least, int? Most, bool IsLazy) : PatternNode
{
    public override long Size { get; } = ((Item.Size + 1) * Math.Max(1, Most ?? Least)) + 1;

    public override long Repetitions { get; } = Item.Repetitions * Math.Max(1, Most ?? Least);
}

/// <summary>A group that <c>\1</c> can point to.</summary>
internal sealed record GroupNode(PatternNode Item, int Number) : PatternNode
{
    public override long Size => Item.Size;

    public override long Repetitions => Item.Repetitions;
}

/// <summary>A lookahead or a lookbehind.</summary>
internal sealed record LookNode(PatternNode Item, bool IsBehind, bool IsNegative) : PatternNode
{
    public override long Size => Item.Size;

    public override long Repetitions => Item.Repetitions;
}

internal sealed record ReferenceNode(int Number) : PatternNode
{
    public override long Size => 1;
}
