using System.Text;
using Gateway.Core.Pipeline.Documents;

namespace Gateway.Core.Mapping.Paths.Selectors;

/// <summary>
/// The member of a name, exactly as written. Where the document is read without regard to case this still holds; a second name that is the
/// same to that reader has been refused before.
/// </summary>
internal sealed class NameSelector : PathSelector
{
    private readonly byte[] _name;
    private readonly int _hash;
    private readonly int _hashIgnoringCase;

    public NameSelector(string name)
    {
        _name = Encoding.UTF8.GetBytes(name);
        _hash = MemberName.GetHash(_name, isEscaped: false, ignoresCase: false);
        _hashIgnoringCase = MemberName.GetHash(_name, isEscaped: false, ignoresCase: true);
    }

    public override bool IsSingular => true;

    public byte[] Name => _name;

    public override bool Select(ref PathRun run, int node, PathSegment? next, ref NodeSink sink)
    {
        if (run.Json.Tokens[node].Kind is not JsonTokenKind.Object)
        {
            return true;
        }

        var value = Find(ref run, node);
        return !run.IsTooComplex && (value < 0 || PathSegment.Continue(ref run, next, value, ref sink));
    }

    private int Find(ref PathRun run, int node)
    {
        var tokens = run.Json.Tokens;
        var hash = run.Json.Reading.IgnoresNameCase ? _hashIgnoringCase : _hash;
        var end = tokens[node].Next;
        for (var name = node + 1; name < end && run.TrySpend(1); name = tokens[name + 1].Next)
        {
            if (tokens[name].Hash == hash && IsNamed(ref run, tokens[name]))
            {
                return name + 1;
            }
        }

        return -1;
    }

    // A name without escapes is compared within the step that was paid; this one may be six times as long.
    private bool IsNamed(ref PathRun run, in JsonToken name)
    {
        var text = run.Json.GetText(name);
        return (!name.IsEscaped || run.TrySpendOnText(text, isEscaped: true))
            && MemberName.Equals(text, name.IsEscaped, _name, isRightEscaped: false, ignoresCase: false);
    }
}
