using System.Buffers;
using System.Text;
using Gateway.Core.Pipeline.Documents;

namespace Gateway.Core.Validation.Rules;

/// <summary>The memory that validating a document takes, used again for the next: a valid document costs no allocation.</summary>
internal sealed class Workspace
{
    public const int MaxErrors = 20;

    private readonly (int Index, Expectation Expectation)[] _errors = new (int, Expectation)[MaxErrors];
    private ReusedArray<char> _characters = new(256);
    private ReusedArray<int> _evaluated = new(64);
    private ReusedArray<int> _slots = new(64);
    private ReusedArray<bool> _flags = new(256);
    private ReusedArray<byte> _body = new(0);
    private int _flagCount;

    public JsonTape Tape { get; } = new();

    /// <summary>The schema resources that evaluation has entered, the outermost first (the dynamic scope of JSON Schema 2020-12, section 7.1).</summary>
    public List<DynamicScope> Scopes { get; } = [];

    public int EvaluatedCount { get; private set; }

    public ReadOnlySpan<int> Evaluated => _evaluated.Items.AsSpan(0, EvaluatedCount);

    public int ErrorCount { get; private set; }

    public bool HasAllErrors => ErrorCount == MaxErrors;

    public ReadOnlySpan<(int Index, Expectation Expectation)> Errors => _errors.AsSpan(0, ErrorCount);

    /// <returns>Whether there is room for more.</returns>
    public bool TryAddError(int index, Expectation expectation)
    {
        if (!HasAllErrors)
        {
            _errors[ErrorCount++] = (index, expectation);
        }

        return !HasAllErrors;
    }

    /// <summary>A body that the server holds in several pieces, as one.</summary>
    public ReadOnlySpan<byte> Join(in ReadOnlySequence<byte> body)
    {
        var length = (int)body.Length;
        _body.Reserve(length, kept: 0);
        body.CopyTo(_body.Items);
        return _body.Items.AsSpan(0, length);
    }

    /// <summary>Puts text behind the first <paramref name="length"/> bytes of what is joined.</summary>
    /// <returns>The length of all of it.</returns>
    public int Append(string? text, int length)
    {
        _body.Reserve(length + Encoding.UTF8.GetMaxByteCount(text?.Length ?? 0), kept: length);
        return length + Encoding.UTF8.GetBytes(text, _body.Items.AsSpan(length));
    }

    public ReadOnlySpan<byte> GetJoined(int length) => _body.Items.AsSpan(0, length);

    public ReadOnlySpan<char> Transcode(ReadOnlySpan<byte> text, bool isEscaped)
    {
        _characters.Reserve(text.Length, kept: 0);
        return _characters.Items.AsSpan(0, JsonText.Transcode(text, isEscaped, _characters.Items));
    }

    public void AddEvaluated(int index)
    {
        _evaluated.Reserve(EvaluatedCount + 1, EvaluatedCount);
        _evaluated.Items[EvaluatedCount++] = index;
    }

    public void ForgetEvaluated(int mark) => EvaluatedCount = mark;

    /// <summary>Numbers, all 0, for a rule that needs no other rule while it has them.</summary>
    public Span<int> GetSlots(int count)
    {
        _slots.Reserve(count, kept: 0);
        var slots = _slots.Items.AsSpan(0, count);
        slots.Clear();
        return slots;
    }

    /// <summary>A flag per token of the document. Whoever sets one takes it back.</summary>
    public Span<bool> GetFlags(int count)
    {
        if (_flagCount < count)
        {
            _flags.Reserve(count, kept: 0);
            _flags.Items.AsSpan(0, count).Clear();
            _flagCount = count;
        }

        return _flags.Items.AsSpan(0, count);
    }

    public void Clear()
    {
        Array.Clear(_errors, 0, ErrorCount);
        ErrorCount = 0;
        EvaluatedCount = 0;
        Scopes.Clear();
        Tape.Clear();
        _characters.Release();
        _evaluated.Release();
        _slots.Release();
        _flags.Release();
        _flagCount = 0;
        _body.Release();
    }
}
