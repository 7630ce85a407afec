using Gateway.Core.Pipeline.Documents;
using Gateway.Core.Validation.Schemas;

namespace Gateway.Core.Validation.Rules;

/// <summary>
/// One document on its way through a schema. It keeps the bounds: every schema that looks at a value is a step, whatever takes longer
/// is several, and nesting has an end.
/// </summary>
internal ref struct Evaluation
{
    // Each takes up to 1.3 KB of the stack, and 2.1 KB without optimization, of the 1 MB that a thread may have.
    private const int MaxNesting = 400;

    // A field: a property would be copied wherever it is passed on.
    public readonly TokenizedJson Json;

    private int _steps;
    private int _nesting;

    public Evaluation(in TokenizedJson json, CompiledSchema schema, Workspace workspace, int maxSteps)
    {
        Json = json;
        Workspace = workspace;
        IsCollecting = true;
        TracksScopes = schema.TracksScopes;
        _steps = maxSteps;
    }

    public readonly Workspace Workspace { get; }

    /// <summary>Whether errors are wanted, and not only whether there is one.</summary>
    public bool IsCollecting { get; set; }

    /// <summary>Whether it matters through which schema resources evaluation has come.</summary>
    public bool TracksScopes { get; }

    /// <summary>Whether it matters which members and items of the value at hand have been looked at.</summary>
    public bool TracksEvaluated { get; private set; }

    /// <summary>Whether a string is nothing but a string, whatever else whoever binds it may read it as.</summary>
    public bool IsAsWritten { get; private set; }

    /// <summary>Whether it was given up; the result means nothing then.</summary>
    public bool IsTooComplex { get; private set; }

    /// <summary>Counts work. False once there has been too much; the caller returns at once then.</summary>
    public bool TrySpend(int steps)
    {
        _steps -= steps;
        if (_steps < 0)
        {
            IsTooComplex = true;
        }

        return !IsTooComplex;
    }

    /// <summary>For work that has taken too long in another measure than steps.</summary>
    public void GiveUp() => IsTooComplex = true;

    public bool TryEnter()
    {
        if (++_nesting > MaxNesting || --_steps < 0)
        {
            IsTooComplex = true;
        }

        return !IsTooComplex;
    }

    public void Leave() => _nesting--;

    /// <summary>Notes that a value is wrong.</summary>
    /// <returns>Whether to stop looking at it: nothing more is to be learned.</returns>
    public bool Fail(ref bool isValid, int index, Expectation expectation)
    {
        isValid = false;
        return IsTooComplex || !IsCollecting || !Workspace.TryAddError(index, expectation);
    }

    /// <summary>As <see cref="Fail"/>, for a value whose own errors are noted already.</summary>
    public readonly bool Stop(ref bool isValid)
    {
        isValid = false;
        return IsTooComplex || !IsCollecting || Workspace.HasAllErrors;
    }

    /// <summary>A member or item, looked at by a schema.</summary>
    public bool EvaluateChild(Schema schema, int index)
    {
        if (!TracksEvaluated)
        {
            return schema.Evaluate(ref this, index);
        }

        TracksEvaluated = false;
        var isValid = schema.Evaluate(ref this, index);
        TracksEvaluated = true;
        Workspace.AddEvaluated(index);
        return isValid;
    }

    /// <summary>From here on it matters what is looked at, until the result is given back.</summary>
    public bool StartTracking()
    {
        var wasTracking = TracksEvaluated;
        TracksEvaluated = true;
        return wasTracking;
    }

    /// <param name="wasTracking">Whether it mattered before: then it still does.</param>
    /// <param name="mark">What had been looked at before.</param>
    public void EndTracking(bool wasTracking, int mark)
    {
        TracksEvaluated = wasTracking;
        if (!wasTracking)
        {
            Workspace.ForgetEvaluated(mark);
        }
    }

    /// <summary>The same value, looked at by one more schema. What a schema that fails has evaluated does not count.</summary>
    public bool EvaluateInPlace(Schema schema, int index)
    {
        var mark = Workspace.EvaluatedCount;
        var isValid = schema.Evaluate(ref this, index);
        if (!isValid)
        {
            Workspace.ForgetEvaluated(mark);
        }

        return isValid;
    }

    /// <summary>As <see cref="EvaluateInPlace"/>, where a failure is no error.</summary>
    public bool Try(Schema schema, int index)
    {
        var wasCollecting = IsCollecting;
        IsCollecting = false;
        var isValid = EvaluateInPlace(schema, index);
        IsCollecting = wasCollecting;
        return isValid;
    }

    /// <summary>As <see cref="Try"/>, where a string in quotation marks is no number or boolean.</summary>
    public bool TryAsWritten(Schema schema, int index)
    {
        var wasAsWritten = IsAsWritten;
        IsAsWritten = true;
        var isValid = Try(schema, index);
        IsAsWritten = wasAsWritten;
        return isValid;
    }

    public readonly void EnterScope(DynamicScope scope)
    {
        if (TracksScopes)
        {
            Workspace.Scopes.Add(scope);
        }
    }

    public readonly void LeaveScope()
    {
        if (TracksScopes)
        {
            Workspace.Scopes.RemoveAt(Workspace.Scopes.Count - 1);
        }
    }

    /// <summary>The text of a string or name in UTF-16; good until the next call.</summary>
    public readonly ReadOnlySpan<char> GetCharacters(int index) =>
        Workspace.Transcode(Json.GetText(index), Json.Tokens[index].IsEscaped);
}
