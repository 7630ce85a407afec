using System.Text.Encodings.Web;
using Gateway.Core.Mapping.Templates.Output;
using Gateway.Core.Mapping.Templates.Values;
using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Bodies;
using Gateway.Core.Pipeline.Documents;

namespace Gateway.Core.Mapping.Templates.Runs;

/// <summary>
/// One rendering: what it reads, what it has left to spend, and where in its output it is. Nothing in it throws; a run that cannot go on has
/// an outcome, and every node that sees it returns at once.
/// </summary>
internal ref partial struct TemplateRun
{
    // How many bytes are compared, copied or made in a step.
    private const int BytesPerStep = 16;

    // A character of a number takes longer, because it is parsed.
    private const int DigitsPerStep = 4;

    // A value in a list, twice because their memory is copied as it grows; and a character of a text.
    private const int BytesPerValue = 48;
    private const int BytesPerCharacter = 2;

    private readonly ReadOnlySpan<byte> _body;
    private int _steps;
    private int _memory;
    private bool _isBodyRead;

    public TemplateRun(in TemplateInput input, TemplateWorkspace workspace, PooledBytes destination, TextEncoder? encoder)
    {
        _body = input.Body;
        Feature = input.Feature;
        Budget = input.Budget;
        Workspace = workspace;
        Encoder = encoder;
        Output = new TemplateOutput(destination, input.Budget.MaxBytes);
        _steps = input.Budget.MaxSteps;
        _memory = input.Budget.MaxBytes;
    }

    /// <summary>What is written. A field: a property would be copied.</summary>
    public TemplateOutput Output;

    public GatewayFeature Feature { get; }

    public TemplateBudget Budget { get; }

    public TemplateWorkspace Workspace { get; }

    /// <summary>How values that are printed as text are encoded; null for text as it is.</summary>
    public TextEncoder? Encoder { get; set; }

    public TemplateOutcome Outcome { get; private set; }

    public readonly bool IsStopped => Outcome != TemplateOutcome.Rendered;

    /// <summary>Where in its JSON the output is; means nothing for other media types.</summary>
    public JsonState State { get; set; }

    /// <summary>Gives the run up; the first reason stays.</summary>
    public TemplateValue Stop(TemplateOutcome outcome)
    {
        Outcome = IsStopped ? Outcome : outcome;
        return TemplateValue.Null;
    }

    /// <summary>Counts work. False once there has been too much; the caller returns at once then.</summary>
    public bool TrySpend(int steps)
    {
        if (IsStopped || steps > _steps)
        {
            Stop(TemplateOutcome.TooComplex);
            return false;
        }

        _steps -= steps;
        return true;
    }

    /// <summary>Counts the work on so many bytes or characters.</summary>
    public bool TrySpendOnBytes(int bytes) => TrySpend(1 + (bytes / BytesPerStep));

    /// <summary>Counts the reading of a number out of so many characters.</summary>
    public bool TrySpendOnNumber(int characters) => TrySpend(1 + (characters / DigitsPerStep));

    /// <summary>
    /// Counts an operand before anything looks at it. Here rather than in what looks at it, so that nothing new is forgotten; a text in memory
    /// would cost nothing otherwise, however long it is and however often it is looked at.
    /// </summary>
    public bool TrySpendOn(TemplateValue operand) => operand.Kind switch
    {
        TemplateValueKind.Text => TrySpend(operand.Text.Length / BytesPerStep),
        TemplateValueKind.Number => TrySpend(operand.Text.Length / DigitsPerStep),
        TemplateValueKind.Token when Body.Tokens[operand.Token].Kind == JsonTokenKind.Number =>
            TrySpend(Body.Tokens[operand.Token].Length / DigitsPerStep),
        _ => !IsStopped,
    };

    /// <summary>The same for an argument of a function, which may go over the items of a list, too.</summary>
    public bool TrySpendOnArgument(TemplateValue argument) =>
        argument.Kind is TemplateValueKind.List or TemplateValueKind.Map ? TrySpend(argument.Count) : TrySpendOn(argument);

    /// <summary>Counts a text of so many characters, before it is made.</summary>
    public bool TryMakeText(long characters) => TryTakeMemory(characters, BytesPerCharacter) && TrySpendOnBytes((int)characters);

    public bool TryMakeValues(int count) => TryTakeMemory(count, BytesPerValue) && TrySpend(count);

    private bool TryTakeMemory(long count, int size)
    {
        var bytes = count * size;
        if (IsStopped || bytes > _memory)
        {
            Stop(TemplateOutcome.TooComplex);
            return false;
        }

        _memory -= (int)bytes;
        return true;
    }

    public bool TryWrite(scoped ReadOnlySpan<byte> bytes)
    {
        if (!Output.TryWrite(bytes))
        {
            Stop(TemplateOutcome.TooComplex);
        }

        return !IsStopped;
    }
}
