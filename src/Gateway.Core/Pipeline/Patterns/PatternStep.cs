namespace Gateway.Core.Pipeline.Patterns;

internal enum PatternStepKind
{
    /// <summary>Takes a character of the set <c>Operand</c>.</summary>
    Take,

    /// <summary>Goes on at both <c>Next</c> and <c>Operand</c>.</summary>
    Split,

    /// <summary>Goes on where the edge <c>Operand</c> is.</summary>
    Require,

    Match,
}

/// <summary>A step of a <see cref="PatternProgram"/>.</summary>
internal readonly record struct PatternStep(PatternStepKind Kind, int Next = 0, int Operand = 0);
