using System.Buffers;
using Gateway.Core.Pipeline.Documents;
using Gateway.Core.Validation.Rules;

namespace Gateway.Core.Validation.Schemas;

/// <summary>A schema, ready for any number of documents at once.</summary>
/// <param name="root">Its rules.</param>
/// <param name="settings">How documents are read.</param>
/// <param name="tracksScopes">Whether it has dynamic references.</param>
internal sealed class CompiledSchema(Schema root, SchemaSettings settings, bool tracksScopes)
{
    public Schema Root { get; } = root;

    public SchemaSettings Settings { get; } = settings;

    public bool TracksScopes { get; } = tracksScopes;

    /// <summary>Looks at a document, and says what is wrong with it.</summary>
    /// <param name="json">The document.</param>
    /// <param name="workspace">Memory that nobody else uses meanwhile; cleared afterwards.</param>
    public SchemaOutcome Validate(in ReadOnlySequence<byte> json, Workspace workspace) =>
        Validate(json.IsSingleSegment ? json.FirstSpan : workspace.Join(json), workspace);

    public SchemaOutcome Validate(ReadOnlySpan<byte> json, Workspace workspace)
    {
        try
        {
            var verdict = Judge(json, workspace, out var fault);
            return Tell(verdict, fault, json, workspace);
        }
        finally
        {
            workspace.Clear();
        }
    }

    /// <summary>Looks at a document whose tokens are on the workspace's tape.</summary>
    public SchemaOutcome Evaluate(ReadOnlySpan<byte> json, Workspace workspace) =>
        Tell(JudgeTokens(json, workspace), JsonFault.None, json, workspace);

    /// <summary>Looks at a document without saying more of it than a word: what is wrong stays noted in the workspace.</summary>
    /// <param name="json">The document.</param>
    /// <param name="workspace">As for <see cref="Validate(ReadOnlySpan{byte}, Workspace)"/>, but the caller clears it.</param>
    /// <param name="fault">Why the schema has not looked at it.</param>
    public SchemaVerdict Judge(ReadOnlySpan<byte> json, Workspace workspace, out JsonFault fault)
    {
        fault = JsonTapeReader.Read(json, Settings.Reading, workspace.Tape);
        return fault == JsonFault.None ? JudgeTokens(json, workspace) : SchemaOutcome.Of(fault).Verdict;
    }

    private SchemaVerdict JudgeTokens(ReadOnlySpan<byte> json, Workspace workspace)
    {
        var run = new Evaluation(GetDocument(json, workspace), this, workspace, Settings.MaxSteps);
        var isValid = Root.Evaluate(ref run, 0);
        return run.IsTooComplex ? SchemaVerdict.TooComplex : isValid ? SchemaVerdict.Valid : SchemaVerdict.Invalid;
    }

    private SchemaOutcome Tell(SchemaVerdict verdict, JsonFault fault, ReadOnlySpan<byte> json, Workspace workspace) => verdict switch
    {
        SchemaVerdict.Valid => SchemaOutcome.Valid,
        SchemaVerdict.Invalid => SchemaOutcome.Invalid(SchemaErrors.Create(GetDocument(json, workspace), workspace.Errors)),
        _ => SchemaOutcome.Of(fault),
    };

    private TokenizedJson GetDocument(ReadOnlySpan<byte> json, Workspace workspace) => new(json, workspace.Tape.Tokens, Settings.Reading);
}
