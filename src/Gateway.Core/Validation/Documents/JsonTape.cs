namespace Gateway.Core.Validation.Documents;

/// <summary>The tokens of one document, in memory that is used again for the next.</summary>
internal sealed class JsonTape
{
    private ReusedArray<JsonToken> _tokens = new(256);

    public int Count { get; private set; }

    public ReadOnlySpan<JsonToken> Tokens => _tokens.Items.AsSpan(0, Count);

    public void Add(in JsonToken token)
    {
        if (Count == _tokens.Items.Length)
        {
            _tokens.Reserve(Count + 1, Count);
        }

        _tokens.Items[Count++] = token;
    }

    public ref JsonToken At(int index) => ref _tokens.Items[index];

    public void Clear()
    {
        Count = 0;
        _tokens.Release();
    }
}
