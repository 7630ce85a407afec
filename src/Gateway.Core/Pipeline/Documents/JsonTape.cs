namespace Gateway.Core.Pipeline.Documents;

/// <summary>The tokens of one document, in memory that is used again for the next.</summary>
internal sealed class JsonTape
{
    private ReusedArray<JsonToken> _tokens = new(256);
    private ReusedArray<OpenContainer> _open = new(72);
    private int _count;

    public ReadOnlySpan<JsonToken> Tokens => _tokens.Items.AsSpan(0, _count);

    /// <summary>Memory for tokens; those that it has stay in front.</summary>
    public Span<JsonToken> Reserve(int count, int kept)
    {
        _tokens.Reserve(count, kept);
        return _tokens.Items;
    }

    /// <summary>Memory for the containers that are open at once.</summary>
    public Span<OpenContainer> ReserveOpen(int count)
    {
        _open.Reserve(count, kept: 0);
        return _open.Items.AsSpan(0, count);
    }

    /// <summary>Takes the first tokens of the reserved memory as those of the document.</summary>
    public void Complete(int count) => _count = count;

    public void Clear()
    {
        _count = 0;
        _tokens.Release();
        _open.Release();
    }
}
