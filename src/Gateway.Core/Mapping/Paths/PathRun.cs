using Gateway.Core.Pipeline.Documents;

namespace Gateway.Core.Mapping.Paths;

/// <summary>
/// One document on its way through a path. It keeps the bound: every node that is looked at is a step, and whatever takes longer is several,
/// of about 10 ns each. How often evaluation calls itself is bounded by the path (<see cref="PathLimits"/>) and, where values are compared,
/// by the depth of the document.
/// </summary>
internal ref struct PathRun(in TokenizedJson json, PathWorkspace workspace, int maxSteps)
{
    // How many bytes are compared or copied in a step, and how many are read and written anew.
    private const int BytesPerStep = 16;
    private const int BytesWrittenPerStep = 8;
    private const int DigitsPerStep = 4;

    // Measured: taking out \n costs 8 ns, \u0041 20 ns.
    private const int StepsPerEscape = 2;

    // A field: a property would be copied wherever it is passed on.
    public readonly TokenizedJson Json = json;

    public PathWorkspace Workspace { get; } = workspace;

    public int StepsLeft { get; private set; } = maxSteps;

    /// <summary>Whether it was given up; what was found means nothing then.</summary>
    public bool IsTooComplex { get; private set; }

    /// <summary>Counts work. False once there has been too much; the caller returns at once then.</summary>
    public bool TrySpend(int steps)
    {
        if (steps > StepsLeft)
        {
            IsTooComplex = true;
        }

        StepsLeft -= IsTooComplex ? 0 : steps;
        return !IsTooComplex;
    }

    /// <summary>Counts the work on so many bytes.</summary>
    public bool TrySpendOnBytes(int bytes) => TrySpend(1 + (bytes / BytesPerStep));

    /// <summary>Counts the work on reading a number.</summary>
    public bool TrySpendOnDigits(int length) => TrySpend(length / DigitsPerStep);

    /// <summary>Counts the work on text that is needed without its escapes: what is between them is copied, each of them is read.</summary>
    public bool TrySpendOnText(scoped ReadOnlySpan<byte> text, bool isEscaped) =>
        TrySpendOnBytes(text.Length) && (!isEscaped || TrySpend(GetEscapeSteps(text)));

    /// <summary>Counts the work on two values, containers of as many tokens, that are compared.</summary>
    public bool TrySpendOnComparison(int left, int right)
    {
        if (!TrySpend(Json.Tokens[left].Next - left))
        {
            return false;
        }

        var leftSteps = GetTextSteps(left, out var isLeftEscaped);
        var rightSteps = GetTextSteps(right, out var isRightEscaped);

        // Going over both together ends with the smaller one, but each text is unescaped whole.
        return TrySpend(isLeftEscaped || isRightEscaped ? (int)Math.Min(int.MaxValue, leftSteps + rightSteps) : (int)Math.Min(leftSteps, rightSteps));
    }

    /// <summary>Counts the work on writing a value anew. What stands between it and the next value counts too, which may be white space.</summary>
    public bool TrySpendOnWriting(int index)
    {
        var next = Json.Tokens[index].Next;
        var end = next < Json.Tokens.Length ? Json.Tokens[next].Start : Json.Bytes.Length;
        return TrySpend(next - index + ((end - Json.Tokens[index].Start) / BytesWrittenPerStep));
    }

    /// <summary>For work that would be too much in another measure than steps.</summary>
    public void GiveUp() => IsTooComplex = true;

    private static int GetEscapeSteps(ReadOnlySpan<byte> text) => text.Count((byte)'\\') * StepsPerEscape;

    /// <summary>What the names, texts and numbers of a container take beside its tokens.</summary>
    private readonly long GetTextSteps(int index, out bool isEscaped)
    {
        var (bytes, escapes) = (0L, 0L);
        foreach (ref readonly var token in Json.Tokens[index..Json.Tokens[index].Next])
        {
            bytes += token.Kind is JsonTokenKind.Number ? token.Length * (long)(BytesPerStep / DigitsPerStep) : token.Length;
            escapes += token.IsEscaped ? GetEscapeSteps(Json.GetText(token)) : 0;
        }

        isEscaped = escapes > 0;
        return (bytes / BytesPerStep) + escapes;
    }
}
