namespace Gateway.Core.Mapping.Templates.Output;

/// <summary>
/// Where in a JSON text one stands: the containers around, and what may come next. It is a value, so that the start of the app can follow a
/// template along every path, and a request can compare where it is with what the start has found.
/// </summary>
/// <param name="Arrays">One bit for each container around, set for an array; the innermost is the lowest.</param>
/// <param name="Depth">Of the containers around.</param>
/// <param name="Place">What may come next.</param>
/// <param name="Detail">How far a string's escape, a number or a word has come.</param>
internal readonly record struct JsonState(ulong Arrays, byte Depth, JsonPlace Place, byte Detail)
{
    public const int MaxDepth = 64;

    /// <summary>Before the document.</summary>
    public static readonly JsonState Start;

    public bool IsInText => Place is JsonPlace.InString or JsonPlace.InKey && Detail == 0;

    public bool TakesValue => Place is JsonPlace.BeforeValue or JsonPlace.ArrayStart;

    public bool TakesKey => Place is JsonPlace.ObjectStart or JsonPlace.BeforeKey;

    /// <summary>Whether the document may end here.</summary>
    public bool IsComplete => Depth == 0 && (Place == JsonPlace.AfterValue || (Place == JsonPlace.InNumber && JsonNumberState.IsComplete(Detail)));

    private bool IsInArray => Depth > 0 && (Arrays & 1) != 0;

    public JsonState At(JsonPlace place, byte detail = 0) => new(Arrays, Depth, place, detail);

    /// <summary>Behind all of the text; false where it cannot stand here.</summary>
    public bool TryAdvance(ReadOnlySpan<byte> text, out JsonState next)
    {
        next = this;
        foreach (var character in text)
        {
            if (!next.TryAdvance(character, out next))
            {
                return false;
            }
        }

        return true;
    }

    private bool TryAdvance(byte character, out JsonState next)
    {
        switch (Place)
        {
            case JsonPlace.InString or JsonPlace.InKey:
                return TryAdvanceText(character, out next);
            case JsonPlace.InWord:
                return TryAdvanceWord(character, out next);
            case JsonPlace.InNumber:
                return TryAdvanceNumber(character, out next);
            default:
                next = this;
                return character is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' || TryAdvanceStructure(character, out next);
        }
    }

    private bool TryAdvanceStructure(byte character, out JsonState next)
    {
        next = this;
        switch (character)
        {
            case (byte)',' when Place == JsonPlace.AfterValue && Depth > 0:
                next = At(IsInArray ? JsonPlace.BeforeValue : JsonPlace.BeforeKey);
                return true;
            case (byte)':' when Place == JsonPlace.AfterKey:
                next = At(JsonPlace.BeforeValue);
                return true;
            case (byte)'"' when TakesKey:
                next = At(JsonPlace.InKey);
                return true;
            case (byte)']' when Place == JsonPlace.ArrayStart || (Place == JsonPlace.AfterValue && IsInArray):
            case (byte)'}' when Place == JsonPlace.ObjectStart || (Place == JsonPlace.AfterValue && Depth > 0 && !IsInArray):
                next = new JsonState(Arrays >> 1, (byte)(Depth - 1), JsonPlace.AfterValue, 0);
                return true;
            default:
                return TakesValue && TryBeginValue(character, out next);
        }
    }

    private bool TryBeginValue(byte character, out JsonState next)
    {
        next = this;
        switch (character)
        {
            case (byte)'"':
                next = At(JsonPlace.InString);
                return true;
            case (byte)'[' or (byte)'{' when Depth < MaxDepth:
                var isArray = character == '[';
                var place = isArray ? JsonPlace.ArrayStart : JsonPlace.ObjectStart;
                next = new JsonState((Arrays << 1) | (isArray ? 1UL : 0), (byte)(Depth + 1), place, 0);
                return true;
            default:
                if (JsonWords.TryBegin(character, out var word))
                {
                    next = At(JsonPlace.InWord, word);
                    return true;
                }

                var begins = JsonNumberState.TryBegin(character, out var number);
                next = begins ? At(JsonPlace.InNumber, number) : this;
                return begins;
        }
    }

    private bool TryAdvanceText(byte character, out JsonState next)
    {
        if (!JsonEscapeState.TryAdvance(Detail, character, out var detail))
        {
            next = this;
            return false;
        }

        next = detail != JsonEscapeState.End ? At(Place, detail) : At(Place == JsonPlace.InKey ? JsonPlace.AfterKey : JsonPlace.AfterValue);
        return true;
    }

    private bool TryAdvanceWord(byte character, out JsonState next)
    {
        var advances = JsonWords.TryAdvance(Detail, character, out var word);
        next = !advances ? this : word == JsonWords.End ? At(JsonPlace.AfterValue) : At(JsonPlace.InWord, word);
        return advances;
    }

    private bool TryAdvanceNumber(byte character, out JsonState next)
    {
        if (JsonNumberState.TryAdvance(Detail, character, out var number))
        {
            next = At(JsonPlace.InNumber, number);
            return true;
        }

        // What does not belong to the number ends it.
        next = this;
        return JsonNumberState.IsComplete(Detail) && At(JsonPlace.AfterValue).TryAdvance(character, out next);
    }
}
