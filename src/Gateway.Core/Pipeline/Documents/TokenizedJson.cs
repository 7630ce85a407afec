namespace Gateway.Core.Pipeline.Documents;

/// <summary>A document: its bytes and the tokens made from them.</summary>
internal readonly ref struct TokenizedJson(ReadOnlySpan<byte> bytes, ReadOnlySpan<JsonToken> tokens, JsonReading reading)
{
    public ReadOnlySpan<byte> Bytes { get; } = bytes;

    public ReadOnlySpan<JsonToken> Tokens { get; } = tokens;

    public JsonReading Reading { get; } = reading;

    /// <summary>The text of a token, escapes and all.</summary>
    public ReadOnlySpan<byte> GetText(int index) => GetText(Tokens[index]);

    public ReadOnlySpan<byte> GetText(in JsonToken token) => Bytes.Slice(token.Start, token.Length);

    public JsonNumber GetNumber(int index) => JsonNumber.Parse(GetText(index));

    /// <summary>Whether two names count as one; both documents are read in the same way.</summary>
    public bool HasSameName(int name, in TokenizedJson other, int otherName) =>
        Tokens[name].Hash == other.Tokens[otherName].Hash
        && MemberName.Equals(
            GetText(name),
            Tokens[name].IsEscaped,
            other.GetText(otherName),
            other.Tokens[otherName].IsEscaped,
            Reading.IgnoresNameCase);
}
