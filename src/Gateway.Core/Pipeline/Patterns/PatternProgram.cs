using Gateway.Core.Pipeline.Patterns.CodePoints;

namespace Gateway.Core.Pipeline.Patterns;

/// <summary>
/// A pattern as steps that a matcher is at, many at once (Thompson's construction), so that no character of text is looked at twice. The
/// text may match anywhere in it: where nothing ties the pattern to the start, the first step is added again before each character.
/// </summary>
internal sealed class PatternProgram(PatternStep[] steps, int start, CodePointAlphabet alphabet)
{
    public int Count => steps.Length;

    public CodePointAlphabet Alphabet => alphabet;

    public PatternNeighbour GetNeighbour(int kind) => alphabet.IsWord(kind) ? PatternNeighbour.Word : PatternNeighbour.Other;

    /// <summary>Adds the step that a text begins at.</summary>
    public void AddStart(ref PatternStepSet current) => current.Add(start);

    /// <summary>
    /// Goes over one character, of the kind given, or over the end of the text. Returns true when the text matches before that character,
    /// whatever follows.
    /// </summary>
    public bool Advance(ref PatternStepSet current, ref PatternStepSet next, PatternNeighbour before, int? kind)
    {
        var after = kind is { } known ? GetNeighbour(known) : PatternNeighbour.None;
        next.Clear();
        for (var i = 0; i < current.Count; i++)
        {
            var step = steps[current[i]];
            switch (step.Kind)
            {
                case PatternStepKind.Match:
                    return true;
                case PatternStepKind.Split:
                    current.Add(step.Next);
                    current.Add(step.Operand);
                    break;
                case PatternStepKind.Require when IsThere((PatternEdge)step.Operand, before, after):
                    current.Add(step.Next);
                    break;
                case PatternStepKind.Take when kind is { } taken && alphabet.Holds(step.Operand, taken):
                    next.Add(step.Next);
                    break;
            }
        }

        next.Add(start);
        return false;
    }

    /// <summary>
    /// Follows all that takes no character, and drops what can no longer hold behind a character. Returns true when the text has matched.
    /// </summary>
    public bool Settle(ref PatternStepSet current, ref PatternStepSet settled)
    {
        settled.Clear();
        for (var i = 0; i < current.Count; i++)
        {
            var step = steps[current[i]];
            switch (step.Kind)
            {
                case PatternStepKind.Match:
                    return true;
                case PatternStepKind.Split:
                    current.Add(step.Next);
                    current.Add(step.Operand);
                    break;
                case PatternStepKind.Require when (PatternEdge)step.Operand is PatternEdge.Start:
                    break;
                default:
                    settled.Add(current[i]);
                    break;
            }
        }

        return false;
    }

    private static bool IsThere(PatternEdge edge, PatternNeighbour before, PatternNeighbour after) => edge switch
    {
        PatternEdge.Start => before is PatternNeighbour.None,
        PatternEdge.End => after is PatternNeighbour.None,
        PatternEdge.WordBoundary => before is PatternNeighbour.Word != after is PatternNeighbour.Word,
        _ => before is PatternNeighbour.Word == after is PatternNeighbour.Word,
    };
}
