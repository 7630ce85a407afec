using Gateway.Core.Pipeline.Documents;

namespace Gateway.Core.Mapping.Paths.Selectors;

/// <summary>Goes over the values of an object or the items of an array; a node of another kind has none.</summary>
internal struct Children
{
    // Between two values of an object stands the name of the second.
    private readonly int _names;
    private readonly int _end;
    private int _next;

    public Children(in TokenizedJson json, int node)
    {
        ref readonly var token = ref json.Tokens[node];
        _names = token.Kind is JsonTokenKind.Object ? 1 : 0;
        _end = token.Next;
        _next = node + 1 + _names;
    }

    public bool TryMoveNext(in TokenizedJson json, out int child)
    {
        child = _next;
        if (child >= _end)
        {
            return false;
        }

        _next = json.Tokens[child].Next + _names;
        return true;
    }
}
