using System.Text.Json;
using Gateway.Core.Pipeline.Documents;

namespace Gateway.Core.Mapping.Paths;

/// <summary>What becomes of the value at the end of the path, and what the reader's refusal means.</summary>
internal ref partial struct PathWalker
{
    private JsonFault Take()
    {
        var start = _offset + (int)_reader.TokenStartIndex;
        var (type, isEscaped, length) = (_reader.TokenType, _reader.ValueIsEscaped, _reader.ValueSpan.Length);
        switch (type)
        {
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                return TakeContainer(type is JsonTokenType.StartObject ? JsonTokenKind.Object : JsonTokenKind.Array, start);
            case JsonTokenType.String:
                _value = new PathValue(JsonTokenKind.String, start + 1, length, isEscaped);
                return FindFault();
            case JsonTokenType.Number:
                _value = new PathValue(JsonTokenKind.Number, start, length, false);
                return FindFault();
            default:
                var word = type is JsonTokenType.True ? JsonTokenKind.True : type is JsonTokenType.False ? JsonTokenKind.False : JsonTokenKind.Null;
                _value = new PathValue(word, start, length, false);
                return JsonFault.None;
        }
    }

    private JsonFault TakeContainer(JsonTokenKind kind, int start)
    {
        var depth = _reader.CurrentDepth;
        var fault = JsonFault.None;
        while (fault == JsonFault.None && _reader.Read() && _reader.CurrentDepth > depth)
        {
            fault = FindFault();
        }

        _value = new PathValue(kind, start, _offset + (int)_reader.BytesConsumed - start, false);
        return fault;
    }

    /// <summary>Whether the token that the reader is at is too long, or no text.</summary>
    private readonly JsonFault FindFault() => _reader.TokenType switch
    {
        JsonTokenType.String or JsonTokenType.PropertyName =>
            _reader.ValueSpan.Length > _reading.MaxStringLength ? JsonFault.StringTooLong
            : _reader.ValueIsEscaped && !JsonText.IsWellFormed(_reader.ValueSpan) ? JsonFault.Malformed
            : JsonFault.None,
        JsonTokenType.Number when _reader.ValueSpan.Length > _reading.MaxNumberLength => JsonFault.NumberTooLong,
        _ => JsonFault.None,
    };

    /// <summary>A reader says by its message alone that something is too deep, so what it refused is read once more by one that takes more.</summary>
    private readonly bool IsTooDeep()
    {
        var most = Math.Min(_reading.MaxDepth, MaxDepth);
        if (_reader.CurrentDepth < most - 1)
        {
            return false;
        }

        var reader = new Utf8JsonReader(_json[_offset..], GetOptions(_reading, most) with { MaxDepth = most + 1 });
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth == most && reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                {
                    return true;
                }
            }

            return false;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
