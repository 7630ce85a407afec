namespace Gateway.Core.Pipeline.Patterns;

/// <summary>
/// Steps, each once, in the order they were added. Adding, asking and clearing take constant time whatever the two spans held before: step s
/// is in the set when <c>members[places[s]]</c> says so.
/// </summary>
internal ref struct PatternStepSet(Span<int> members, Span<int> places)
{
    private readonly Span<int> _members = members;
    private readonly Span<int> _places = places;

    public int Count { get; private set; }

    public readonly int this[int index] => _members[index];

    public readonly ReadOnlySpan<int> Members => _members[..Count];

    public void Clear() => Count = 0;

    public void Add(int step)
    {
        var place = _places[step];
        if ((uint)place >= (uint)Count || _members[place] != step)
        {
            _places[step] = Count;
            _members[Count++] = step;
        }
    }
}
