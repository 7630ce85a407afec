using Gateway.Core.Mapping.Paths;
using Gateway.Core.Mapping.Templates.Values;
using Gateway.Core.Pipeline.Documents;

namespace Gateway.Core.Mapping.Templates.Runs;

/// <summary>The body, which is read when it is first asked for, and what paths find in it.</summary>
internal ref partial struct TemplateRun
{
    /// <summary>The body's tokens, once a value of it is at hand.</summary>
    public readonly TokenizedJson Body => new(_body, Workspace.Tape.Tokens, Budget.Reading);

    /// <returns>Null for an empty body, as for one that cannot be read, which stops the run.</returns>
    public TemplateValue ReadBody()
    {
        if (_body.IsEmpty || (!_isBodyRead && !TryReadBody()))
        {
            return TemplateValue.Null;
        }

        return TemplateValue.OfToken(Workspace.Tape.Tokens, 0);
    }

    /// <returns>The value of a singular path, or null; of any other path a list.</returns>
    public TemplateValue Select(JsonPath path)
    {
        if (_body.IsEmpty || (!_isBodyRead && !TryReadBody()))
        {
            return TemplateValue.Null;
        }

        var outcome = path.Select(Body, Workspace.Paths, ref _steps);
        if (outcome == PathOutcome.TooComplex)
        {
            return Stop(TemplateOutcome.TooComplex);
        }

        var nodes = Workspace.Paths.Nodes;
        return path.IsSingular
            ? nodes.IsEmpty ? TemplateValue.Null : TemplateValue.OfToken(Workspace.Tape.Tokens, nodes[0])
            : MakeList(nodes);
    }

    private TemplateValue MakeList(scoped ReadOnlySpan<int> nodes)
    {
        if (!TryMakeValues(nodes.Length))
        {
            return TemplateValue.Null;
        }

        var start = Workspace.Values.Length;
        foreach (var node in nodes)
        {
            Workspace.Add(TemplateValue.OfToken(Workspace.Tape.Tokens, node));
        }

        return TemplateValue.OfList(start, nodes.Length);
    }

    private bool TryReadBody()
    {
        var fault = JsonTapeReader.Read(_body, Budget.Reading, Workspace.Tape);
        if (fault != JsonFault.None)
        {
            Stop(fault is JsonFault.Malformed or JsonFault.DuplicateName ? TemplateOutcome.BodyMalformed : TemplateOutcome.TooComplex);
            return false;
        }

        _isBodyRead = true;
        return TrySpendOnBytes(_body.Length);
    }
}
