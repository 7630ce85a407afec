using Gateway.Core.Pipeline.Documents;

namespace Gateway.Core.Mapping.Paths;

/// <summary>
/// One document on its way through a path. It keeps the bound: every node that is looked at is a step, and whatever takes longer is several,
/// of about 10 ns each. How often evaluation calls itself is bounded by the path (<see cref="PathLimits"/>) and, where values are compared,
/// by the depth of the document.
/// </summary>
internal ref struct PathRun(in TokenizedJson json, PathWorkspace workspace, int maxSteps)
{
    // How many bytes are compared or copied in a step.
    private const int BytesPerStep = 16;

    // A field: a property would be copied wherever it is passed on.
    public readonly TokenizedJson Json = json;

    private int _steps = maxSteps;

    public PathWorkspace Workspace { get; } = workspace;

    /// <summary>Whether it was given up; what was found means nothing then.</summary>
    public bool IsTooComplex { get; private set; }

    /// <summary>Counts work. False once there has been too much; the caller returns at once then.</summary>
    public bool TrySpend(int steps)
    {
        if (steps > _steps)
        {
            IsTooComplex = true;
        }

        _steps -= IsTooComplex ? 0 : steps;
        return !IsTooComplex;
    }

    /// <summary>Counts the work on so many bytes.</summary>
    public bool TrySpendOnBytes(int bytes) => TrySpend(1 + (bytes / BytesPerStep));

    /// <summary>For work that would be too much in another measure than steps.</summary>
    public void GiveUp() => IsTooComplex = true;

    /// <summary>What going over a value and all in it takes, in steps.</summary>
    public readonly int GetSize(int index)
    {
        var next = Json.Tokens[index].Next;
        var end = next < Json.Tokens.Length ? Json.Tokens[next].Start : Json.Bytes.Length;
        return next - index + ((end - Json.Tokens[index].Start) / BytesPerStep);
    }
}
