using System.Text.Json;
using System.Text.Unicode;

namespace Gateway.Core.Validation.Documents;

/// <summary>
/// Reads a document into tokens, once, and keeps all bounds while it does: whoever works on the tokens afterwards meets nothing that is
/// too deep, too long, ambiguous or no text at all.
/// </summary>
internal ref struct JsonTapeReader
{
    private const int MaxDepth = 1_000;

    private readonly ReadOnlySpan<byte> _json;
    private readonly JsonReading _reading;
    private readonly JsonTape _tape;
    private readonly Span<int> _open;
    private int _depth;

    private JsonTapeReader(ReadOnlySpan<byte> json, JsonReading reading, JsonTape tape, Span<int> open)
    {
        _json = json;
        _reading = reading;
        _tape = tape;
        _open = open;
    }

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Fills an empty tape.</summary>
    /// <param name="json">A whole document. A byte order mark before it is passed over, as System.Text.Json does with bodies.</param>
    /// <param name="reading">How to read.</param>
    /// <param name="tape">Gets the tokens.</param>
    /// <returns>Why the document is not looked at, or <see cref="JsonFault.None"/>.</returns>
    public static JsonFault Read(ReadOnlySpan<byte> json, JsonReading reading, JsonTape tape)
    {
        if (!Utf8.IsValid(json))
        {
            return JsonFault.Malformed;
        }

        var depth = Math.Min(reading.MaxDepth, MaxDepth);
        try
        {
            return new JsonTapeReader(json, reading, tape, stackalloc int[depth]).Read();
        }
        catch (JsonException)
        {
            return JsonFault.Malformed;
        }
    }

    private JsonFault Read()
    {
        var start = _json.StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0;
        var reader = new Utf8JsonReader(_json[start..], new JsonReaderOptions
        {
            AllowTrailingCommas = _reading.AllowsTrailingCommas,
            CommentHandling = _reading.AllowsComments ? JsonCommentHandling.Skip : JsonCommentHandling.Disallow,
            MaxDepth = _open.Length + 1,
        });
        while (reader.Read())
        {
            var fault = Add(ref reader, start);
            if (fault != JsonFault.None)
            {
                return fault;
            }
        }

        return JsonFault.None;
    }

    private JsonFault Add(ref Utf8JsonReader reader, int start)
    {
        var position = start + (int)reader.TokenStartIndex;
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                return AddName(ref reader, position + 1);
            case JsonTokenType.String:
                return AddText(ref reader, position + 1);
            case JsonTokenType.Number:
                return reader.ValueSpan.Length > _reading.MaxNumberLength
                    ? JsonFault.NumberTooLong
                    : AddScalar(JsonTokenKind.Number, position, reader.ValueSpan.Length);
            case JsonTokenType.StartObject:
                return Open(JsonTokenKind.Object, position);
            case JsonTokenType.StartArray:
                return Open(JsonTokenKind.Array, position);
            case JsonTokenType.EndObject:
                return CloseObject();
            case JsonTokenType.EndArray:
                _tape.At(_open[--_depth]).Close(_tape.Count);
                return JsonFault.None;
            case JsonTokenType.True:
                return AddScalar(JsonTokenKind.True, position, reader.ValueSpan.Length);
            case JsonTokenType.False:
                return AddScalar(JsonTokenKind.False, position, reader.ValueSpan.Length);
            default:
                return AddScalar(JsonTokenKind.Null, position, reader.ValueSpan.Length);
        }
    }

    private readonly JsonFault AddName(ref Utf8JsonReader reader, int position)
    {
        var text = reader.ValueSpan;
        if (text.Length > _reading.MaxStringLength)
        {
            return JsonFault.StringTooLong;
        }

        if (reader.ValueIsEscaped && !JsonText.IsWellFormed(text))
        {
            return JsonFault.Malformed;
        }

        ref var parent = ref _tape.At(_open[_depth - 1]);
        if (parent.Count == _reading.MaxMembers)
        {
            return JsonFault.TooManyMembers;
        }

        parent.CountChild();
        var hash = MemberName.GetHash(text, reader.ValueIsEscaped, _reading.IgnoresNameCase);
        return Add(new JsonToken(JsonTokenKind.Name, position, text.Length, reader.ValueIsEscaped, hash));
    }

    private readonly JsonFault AddText(ref Utf8JsonReader reader, int position)
    {
        var text = reader.ValueSpan;
        if (text.Length > _reading.MaxStringLength)
        {
            return JsonFault.StringTooLong;
        }

        if (reader.ValueIsEscaped && !JsonText.IsWellFormed(text))
        {
            return JsonFault.Malformed;
        }

        CountItem();
        return Add(new JsonToken(JsonTokenKind.String, position, text.Length, reader.ValueIsEscaped, _tape.Count + 1));
    }

    private readonly JsonFault AddScalar(JsonTokenKind kind, int position, int length)
    {
        CountItem();
        return Add(new JsonToken(kind, position, length, isEscaped: false, _tape.Count + 1));
    }

    private JsonFault Open(JsonTokenKind kind, int position)
    {
        if (_depth == _open.Length)
        {
            return JsonFault.TooDeep;
        }

        CountItem();
        _open[_depth++] = _tape.Count;
        return Add(new JsonToken(kind, position, 0, isEscaped: false, 0));
    }

    private JsonFault CloseObject()
    {
        var index = _open[--_depth];
        _tape.At(index).Close(_tape.Count);
        return _tape.At(index).Count > 1 && DuplicateNames.Exist(new TokenizedJson(_json, _tape.Tokens, _reading), index)
            ? JsonFault.DuplicateName
            : JsonFault.None;
    }

    /// <summary>A member is counted by its name.</summary>
    private readonly void CountItem()
    {
        if (_depth > 0 && _tape.At(_open[_depth - 1]) is { Kind: JsonTokenKind.Array })
        {
            _tape.At(_open[_depth - 1]).CountChild();
        }
    }

    private readonly JsonFault Add(in JsonToken token)
    {
        if (_tape.Count == _reading.MaxTokens)
        {
            return JsonFault.TooManyTokens;
        }

        _tape.Add(token);
        return JsonFault.None;
    }
}
