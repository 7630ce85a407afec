using Gateway.Core.Mapping.Paths;
using Gateway.Core.Mapping.Templates.Values;
using Gateway.Core.Pipeline.Documents;

namespace Gateway.Core.Mapping.Templates.Runs;

/// <summary>The memory of one rendering, used again for the next: usual templates cost no allocation but the texts that they make.</summary>
internal sealed class TemplateWorkspace
{
    private const int KeptValues = 1_024;

    private TemplateValue[] _values = new TemplateValue[64];
    private TemplateValue[] _locals = [];
    private LoopState[] _loops = [];
    private int _valueCount;

    public PathWorkspace Paths { get; } = new();

    public JsonTape Tape => Paths.Tape;

    /// <summary>The values of lists and maps, one after the other.</summary>
    public ReadOnlySpan<TemplateValue> Values => _values.AsSpan(0, _valueCount);

    public Span<TemplateValue> Locals => _locals;

    public Span<LoopState> Loops => _loops;

    public void Reserve(int locals, int loops)
    {
        _locals = locals <= _locals.Length ? _locals : new TemplateValue[locals];
        _loops = loops <= _loops.Length ? _loops : new LoopState[loops];
    }

    /// <returns>Where the value is.</returns>
    public int Add(TemplateValue value)
    {
        if (_valueCount == _values.Length)
        {
            Array.Resize(ref _values, 2 * _values.Length);
        }

        _values[_valueCount] = value;
        return _valueCount++;
    }

    /// <summary>Memory for so many values in one piece, which are set later.</summary>
    /// <returns>Where it begins.</returns>
    public int Reserve(int count)
    {
        var start = _valueCount;
        for (var i = 0; i < count; i++)
        {
            Add(TemplateValue.Null);
        }

        return start;
    }

    public void Set(int index, TemplateValue value) => _values[index] = value;

    public Span<TemplateValue> GetList(TemplateValue list) => _values.AsSpan(list.Start, list.Count);

    /// <summary>Forgets everything: no value of one request may be there for another, and no text be kept alive.</summary>
    public void Clear()
    {
        Paths.Clear();
        Array.Clear(_locals);
        Array.Clear(_loops);
        if (_values.Length > KeptValues)
        {
            _values = new TemplateValue[KeptValues];
        }

        _values.AsSpan(0, Math.Min(_valueCount, _values.Length)).Clear();
        _valueCount = 0;
    }
}
