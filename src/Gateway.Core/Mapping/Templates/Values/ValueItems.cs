using Gateway.Core.Mapping.Templates.Runs;
using Gateway.Core.Pipeline.Documents;

namespace Gateway.Core.Mapping.Templates.Values;

/// <summary>Goes over the items of an array, or the members of an object, without making a list of them.</summary>
internal struct ValueItems
{
    private readonly TemplateValueKind _kind;
    private readonly int _step;
    private int _next;
    private int _left;

    public ValueItems(in TemplateRun run, TemplateValue value)
    {
        value = value.AsToken();
        _kind = value.Kind;
        _step = 1;
        switch (_kind)
        {
            case TemplateValueKind.Token:
                var token = run.Body.Tokens[value.Token];
                (_kind, Count) = token.Kind == JsonTokenKind.Object ? (TemplateValueKind.TokenMember, token.Count) : (_kind, token.Count);
                _next = value.Token + 1;
                break;
            case TemplateValueKind.List:
                (_next, Count) = (value.Start, value.Count);
                break;
            case TemplateValueKind.Map:
                (_next, Count, _step) = (value.Start, value.Count / 2, 2);
                break;
            case TemplateValueKind.Range:
                _step = value.Start <= value.End ? 1 : -1;
                (_next, Count) = (value.Start, GetLength(value));
                break;
        }

        _left = Count;
    }

    public int Count { get; }

    /// <summary>Whether there are items to go over, which null has not, nor any single value.</summary>
    public static bool Has(in TemplateRun run, TemplateValue value) =>
        value.Kind is TemplateValueKind.List or TemplateValueKind.Map or TemplateValueKind.Range
        || (value.AsToken().Kind == TemplateValueKind.Token && run.Body.Tokens[value.Token].Kind is JsonTokenKind.Array or JsonTokenKind.Object);

    public bool MoveNext(in TemplateRun run, out TemplateValue item)
    {
        item = default;
        if (_left == 0)
        {
            return false;
        }

        _left--;
        item = Read(run);
        return true;
    }

    private TemplateValue Read(in TemplateRun run)
    {
        var index = _next;
        _next += _step;
        switch (_kind)
        {
            case TemplateValueKind.TokenMember:
                _next = run.Workspace.Tape.Tokens[index + 1].Next;
                return TemplateValue.OfMember(index);
            case TemplateValueKind.Token:
                var item = TemplateValue.OfToken(run.Workspace.Tape.Tokens, index);
                _next = run.Workspace.Tape.Tokens[index].Next;
                return item;
            case TemplateValueKind.Map:
                return TemplateValue.OfMapMember(index);
            case TemplateValueKind.Range:
                return TemplateValue.OfInteger(index);
            default:
                return run.Workspace.Values[index];
        }
    }

    // A range of all integers has more than fit; whoever goes over it has no steps for so many.
    private static int GetLength(TemplateValue range) => (int)Math.Min(Math.Abs((long)range.End - range.Start) + 1, int.MaxValue);
}
