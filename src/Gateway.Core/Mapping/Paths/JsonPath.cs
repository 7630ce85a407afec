using Gateway.Core.Mapping.Paths.Parsing;
using Gateway.Core.Mapping.Paths.Selectors;
using Gateway.Core.Pipeline.Documents;

namespace Gateway.Core.Mapping.Paths;

/// <summary>
/// A JSONPath query (RFC 9535), read once at the start of the app. A singular one finds its value while the document is read; all others look
/// at its tokens, under a budget of steps.
/// </summary>
internal sealed class JsonPath
{
    private readonly PathQuery _query;

    private JsonPath(string text, PathQuery query) => (Text, _query) = (text, query);

    /// <summary>The path as written.</summary>
    public string Text { get; }

    /// <summary>Whether it finds at most one value, as one of names and indexes alone does.</summary>
    public bool IsSingular => _query.IsSingular;

    /// <param name="text">A path such as <c>$.a.b[0]</c>.</param>
    /// <exception cref="FormatException">It is not valid, or too long.</exception>
    public static JsonPath Parse(string text) => new(text, PathReader.Read(text));

    /// <param name="text">
    /// A path as the reference's expressions have it behind <c>method.request.body.</c>: without <c>$.</c> before it, and with names behind a dot
    /// that may have dashes and begin with digits.
    /// </param>
    /// <exception cref="FormatException">It is not valid, or too long.</exception>
    public static JsonPath ParseReference(string text) => new(text, PathReader.ReadReference(text));

    /// <summary>Finds the value of a singular path, at about the cost of reading the document.</summary>
    /// <returns>Why the document is not looked at, or <see cref="JsonFault.None"/>.</returns>
    public JsonFault Find(ReadOnlySpan<byte> json, JsonReading reading, out PathValue value) =>
        PathWalker.Find(json, reading, _query.Steps ?? throw new InvalidOperationException($"{Text} is not singular."), out value);

    /// <summary>Finds the nodes of any path, which are in the workspace afterwards.</summary>
    public PathOutcome Select(in TokenizedJson json, PathWorkspace workspace, int maxSteps) => Select(json, workspace, ref maxSteps);

    /// <summary>The same for one who has more to do with his steps: what they were is taken off.</summary>
    public PathOutcome Select(in TokenizedJson json, PathWorkspace workspace, ref int steps)
    {
        var run = new PathRun(json, workspace, steps);
        var outcome = Select(ref run);
        steps = run.StepsLeft;
        return outcome;
    }

    /// <summary>The text of what the path finds; of a path that is not singular, a JSON array of all values.</summary>
    public PathText Read(ReadOnlySpan<byte> json, JsonReading reading, PathWorkspacePool pool, int maxSteps)
    {
        if (IsSingular)
        {
            var fault = Find(json, reading, out var value);
            return fault != JsonFault.None ? Refuse(fault) : Give(ResultText.OfValue(json, reading, value));
        }

        var workspace = pool.Rent();
        try
        {
            return Read(json, reading, workspace, maxSteps);
        }
        finally
        {
            pool.Return(workspace);
        }
    }

    private PathText Read(ReadOnlySpan<byte> json, JsonReading reading, PathWorkspace workspace, int maxSteps)
    {
        var fault = JsonTapeReader.Read(json, reading, workspace.Tape);
        if (fault != JsonFault.None)
        {
            return Refuse(fault);
        }

        var run = new PathRun(new TokenizedJson(json, workspace.Tape.Tokens, reading), workspace, maxSteps);
        var outcome = Select(ref run);
        if (outcome != PathOutcome.Found)
        {
            return new PathText(outcome, null, JsonFault.None);
        }

        return ResultText.TryWriteNodes(ref run, out var text)
            ? Give(text)
            : new PathText(PathOutcome.TooComplex, null, JsonFault.None);
    }

    private PathOutcome Select(ref PathRun run)
    {
        run.Workspace.ForgetNodes();
        var sink = NodeSink.ForAll();
        _query.Run(ref run, 0, ref sink);
        if (run.IsTooComplex)
        {
            run.Workspace.ForgetNodes();
            return PathOutcome.TooComplex;
        }

        return sink.Count > 0 ? PathOutcome.Found : PathOutcome.Missing;
    }

    private static PathText Refuse(JsonFault fault) => new(PathOutcome.Faulty, null, fault);

    private static PathText Give(string? text) => new(text is null ? PathOutcome.Missing : PathOutcome.Found, text, JsonFault.None);
}
