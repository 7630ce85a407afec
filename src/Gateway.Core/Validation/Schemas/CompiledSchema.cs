using System.Buffers;
using Gateway.Core.Validation.Documents;
using Gateway.Core.Validation.Rules;

namespace Gateway.Core.Validation.Schemas;

/// <summary>A schema, ready for any number of documents at once.</summary>
/// <param name="root">Its rules.</param>
/// <param name="settings">How documents are read.</param>
/// <param name="tracksEvaluated">Whether it asks which members and items have been looked at.</param>
/// <param name="tracksScopes">Whether it has dynamic references.</param>
internal sealed class CompiledSchema(Schema root, SchemaSettings settings, bool tracksEvaluated, bool tracksScopes)
{
    public Schema Root { get; } = root;

    public SchemaSettings Settings { get; } = settings;

    public bool TracksEvaluated { get; } = tracksEvaluated;

    public bool TracksScopes { get; } = tracksScopes;

    /// <summary>Looks at a document.</summary>
    /// <param name="json">The document.</param>
    /// <param name="workspace">Memory that nobody else uses meanwhile; cleared afterwards.</param>
    public SchemaOutcome Validate(in ReadOnlySequence<byte> json, Workspace workspace) =>
        Validate(json.IsSingleSegment ? json.FirstSpan : workspace.Join(json), workspace);

    public SchemaOutcome Validate(ReadOnlySpan<byte> json, Workspace workspace)
    {
        try
        {
            var fault = JsonTapeReader.Read(json, Settings.Reading, workspace.Tape);
            return fault == JsonFault.None ? Evaluate(json, workspace) : SchemaOutcome.Of(fault);
        }
        finally
        {
            workspace.Clear();
        }
    }

    /// <summary>Looks at a document whose tokens are on the workspace's tape.</summary>
    public SchemaOutcome Evaluate(ReadOnlySpan<byte> json, Workspace workspace)
    {
        var document = new TokenizedJson(json, workspace.Tape.Tokens, Settings.Reading);
        var run = new Evaluation(document, this, workspace, Settings.MaxSteps);
        var isValid = Root.Evaluate(ref run, 0);
        return run.IsTooComplex ? SchemaOutcome.TooComplex
            : isValid ? SchemaOutcome.Valid
            : SchemaOutcome.Invalid(SchemaErrors.Create(document, workspace.Errors));
    }
}
