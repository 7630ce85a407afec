using Gateway.Core.Pipeline.Patterns.CodePoints;

namespace Gateway.Core.Pipeline.Patterns;

/// <summary>Writes the steps of a pattern, from its end to its start, so that each step knows the one behind it.</summary>
internal sealed class PatternProgramBuilder
{
    private readonly List<PatternStep> _steps = [new PatternStep(PatternStepKind.Match)];
    private readonly CodePointAlphabet _alphabet;

    private PatternProgramBuilder(CodePointAlphabet alphabet) => _alphabet = alphabet;

    /// <summary>Builds a pattern that has neither lookaround nor backreference.</summary>
    public static PatternProgram Build(PatternNode root, CodePointAlphabet alphabet)
    {
        var builder = new PatternProgramBuilder(alphabet);
        var start = builder.Add(root, 0);
        return new PatternProgram([.. builder._steps], start, alphabet);
    }

    private int Add(PatternNode node, int next) => node switch
    {
        CharacterNode character => Add(new PatternStep(PatternStepKind.Take, next, _alphabet.IndexOf(character.Set))),
        EdgeNode edge => Add(new PatternStep(PatternStepKind.Require, next, (int)edge.Edge)),
        SequenceNode sequence => sequence.Items.Reverse().Aggregate(next, (following, item) => Add(item, following)),
        ChoiceNode choice => choice.Options.Select(option => Add(option, next)).ToList().Aggregate(AddSplit),
        RepeatNode repeat => AddRepeat(repeat, next),
        GroupNode group => Add(group.Item, next),
        _ => throw new ArgumentException($"{node.GetType().Name} is no step.", nameof(node)),
    };

    private int Add(PatternStep step)
    {
        _steps.Add(step);
        return _steps.Count - 1;
    }

    private int AddSplit(int first, int second) => Add(new PatternStep(PatternStepKind.Split, first, second));

    private int AddRepeat(RepeatNode repeat, int next)
    {
        var first = next;
        var rest = repeat.Least;
        if (repeat.Most is { } most)
        {
            for (var i = repeat.Least; i < most; i++)
            {
                first = AddSplit(Add(repeat.Item, first), next);
            }
        }
        else
        {
            var loop = AddSplit(next, next);
            var item = Add(repeat.Item, loop);
            _steps[loop] = new PatternStep(PatternStepKind.Split, item, next);
            first = repeat.Least == 0 ? loop : item;
            rest--;
        }

        for (var i = 0; i < rest; i++)
        {
            first = Add(repeat.Item, first);
        }

        return first;
    }
}
