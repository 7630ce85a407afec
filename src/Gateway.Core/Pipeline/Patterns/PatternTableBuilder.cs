using System.Runtime.InteropServices;

namespace Gateway.Core.Pipeline.Patterns;

/// <summary>
/// Works out the states of a table, each a set of steps that the program can be at together (the subset construction). That a pattern can
/// have exponentially many of them is why it gives up early.
/// </summary>
internal sealed class PatternTableBuilder
{
    // A cell is a ushort, so a table takes at most 128 KiB.
    private const int MaxCells = ushort.MaxValue + 1;

    // Steps looked at while building; about 10 ms.
    private const int MaxWork = 1_000_000;

    private readonly PatternProgram _program;
    private readonly int _width;
    private readonly int[] _room;
    private readonly char[] _key;
    private readonly List<ushort> _cells = [];
    private readonly List<string> _states = [];

    // By what the state is: what stood before it, then its steps in order.
    private readonly Dictionary<string, ushort> _rows = new(StringComparer.Ordinal);
    private int _work;

    private PatternTableBuilder(PatternProgram program)
    {
        _program = program;
        _width = program.Alphabet.Count + 1;
        _room = new int[program.Count * 6];
        _key = new char[program.Count + 1];
    }

    /// <summary>Returns null where the table would be too large.</summary>
    public static PatternTable? TryBuild(PatternProgram program)
    {
        var builder = new PatternTableBuilder(program);
        return builder.TryFill() ? new PatternTable([.. builder._cells], 2 * builder._width, program.Alphabet) : null;
    }

    private bool TryFill()
    {
        AddRow("");
        AddRow("");
        var start = CreateSet(0);
        _program.AddStart(ref start);
        AddRow(ToKey(PatternNeighbour.None, start.Members));
        for (var state = 2; state < _states.Count; state++)
        {
            for (var kind = 0; kind < _width; kind++)
            {
                if (_work > MaxWork || _cells.Count > MaxCells)
                {
                    return false;
                }

                _cells[(state * _width) + kind] = GetNext(_states[state], kind == _width - 1 ? null : kind);
            }
        }

        return _cells.Count <= MaxCells;
    }

    private ushort GetNext(string state, int? kind)
    {
        var current = CreateSet(0);
        var next = CreateSet(1);
        var settled = CreateSet(2);
        foreach (var step in state.AsSpan(1))
        {
            current.Add(step);
        }

        var hasMatched = _program.Advance(ref current, ref next, (PatternNeighbour)state[0], kind);
        _work += current.Count + 1;
        if (hasMatched || kind is not { } taken)
        {
            return (ushort)(hasMatched ? _width : 0);
        }

        hasMatched = _program.Settle(ref next, ref settled);
        _work += next.Count;
        return hasMatched ? (ushort)_width : settled.Count == 0 ? (ushort)0 : GetRow(ToKey(_program.GetNeighbour(taken), settled.Members));
    }

    private ushort GetRow(string key)
    {
        ref var row = ref CollectionsMarshal.GetValueRefOrAddDefault(_rows, key, out var isKnown);
        return isKnown ? row : row = AddRow(key);
    }

    private ushort AddRow(string key)
    {
        _states.Add(key);
        CollectionsMarshal.SetCount(_cells, _cells.Count + _width);
        return (ushort)(_cells.Count - _width);
    }

    private string ToKey(PatternNeighbour before, ReadOnlySpan<int> steps)
    {
        _key[0] = (char)before;
        for (var i = 0; i < steps.Length; i++)
        {
            _key[i + 1] = (char)steps[i];
        }

        _key.AsSpan(1, steps.Length).Sort();
        return new string(_key, 0, steps.Length + 1);
    }

    private PatternStepSet CreateSet(int number)
    {
        var count = _program.Count;
        return new PatternStepSet(_room.AsSpan(2 * number * count, count), _room.AsSpan(((2 * number) + 1) * count, count));
    }
}
