using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Unicode;

namespace Gateway.Core.Pipeline.Documents;

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

    // The first stands for what the document is in.
    private readonly Span<OpenContainer> _open;
    private int _depth;
    private Span<JsonToken> _tokens;
    private int _count;

    private JsonTapeReader(ReadOnlySpan<byte> json, JsonReading reading, JsonTape tape)
    {
        _json = json;
        _reading = reading;
        _tape = tape;
        _open = tape.ReserveOpen(Math.Min(reading.MaxDepth, MaxDepth) + 1);
        _open[0] = default;
    }

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

        try
        {
            return new JsonTapeReader(json, reading, tape).Read();
        }
        catch (JsonException)
        {
            return JsonFault.Malformed;
        }
    }

    // Not within the try block above, where nothing stays in a register.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private JsonFault Read()
    {
        var start = _json.StartsWith(JsonText.ByteOrderMark) ? JsonText.ByteOrderMark.Length : 0;
        var reader = new Utf8JsonReader(_json[start..], new JsonReaderOptions
        {
            AllowTrailingCommas = _reading.AllowsTrailingCommas,
            CommentHandling = _reading.AllowsComments ? JsonCommentHandling.Skip : JsonCommentHandling.Disallow,
            MaxDepth = _open.Length,
        });
        while (reader.Read())
        {
            var fault = Add(ref reader, start);
            if (fault != JsonFault.None)
            {
                return fault;
            }
        }

        _tape.Complete(_count);
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
                    : AddScalar(JsonTokenKind.Number, position, reader.ValueSpan.Length, isEscaped: false);
            case JsonTokenType.StartObject:
                return Open(JsonTokenKind.Object, position);
            case JsonTokenType.StartArray:
                return Open(JsonTokenKind.Array, position);
            case JsonTokenType.EndObject:
                return CloseObject();
            case JsonTokenType.EndArray:
                Close();
                return JsonFault.None;
            case JsonTokenType.True:
                return AddScalar(JsonTokenKind.True, position, reader.ValueSpan.Length, isEscaped: false);
            case JsonTokenType.False:
                return AddScalar(JsonTokenKind.False, position, reader.ValueSpan.Length, isEscaped: false);
            default:
                return AddScalar(JsonTokenKind.Null, position, reader.ValueSpan.Length, isEscaped: false);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private JsonFault AddName(ref Utf8JsonReader reader, int position)
    {
        var text = reader.ValueSpan;
        var isEscaped = reader.ValueIsEscaped;
        if (FindFault(text, isEscaped) is not JsonFault.None and var fault)
        {
            return fault;
        }

        ref var parent = ref _open[_depth];
        if (parent.Count == _reading.MaxMembers)
        {
            return JsonFault.TooManyMembers;
        }

        var hash = MemberName.GetHash(text, isEscaped, _reading.IgnoresNameCase);
        parent.CountName(hash);
        return Add(JsonTokenKind.Name, position, text.Length, isEscaped, hash);
    }

    private JsonFault AddText(ref Utf8JsonReader reader, int position) =>
        FindFault(reader.ValueSpan, reader.ValueIsEscaped) is not JsonFault.None and var fault
            ? fault
            : AddScalar(JsonTokenKind.String, position, reader.ValueSpan.Length, reader.ValueIsEscaped);

    private readonly JsonFault FindFault(ReadOnlySpan<byte> text, bool isEscaped) =>
        text.Length > _reading.MaxStringLength ? JsonFault.StringTooLong
        : isEscaped && !JsonText.IsWellFormed(text) ? JsonFault.Malformed
        : JsonFault.None;

    private JsonFault AddScalar(JsonTokenKind kind, int position, int length, bool isEscaped)
    {
        _open[_depth].CountValue();
        return Add(kind, position, length, isEscaped, _count + 1);
    }

    private JsonFault Open(JsonTokenKind kind, int position)
    {
        _open[_depth].CountValue();
        if (++_depth == _open.Length)
        {
            return JsonFault.TooDeep;
        }

        _open[_depth] = new OpenContainer(_count, kind == JsonTokenKind.Array);
        return Add(kind, position, length: 0, isEscaped: false, link: 0);
    }

    private JsonFault CloseObject()
    {
        ref readonly var container = ref Close();
        return container.MayHaveDuplicates && DuplicateNames.Exist(new TokenizedJson(_json, _tokens[.._count], _reading), container.Index)
            ? JsonFault.DuplicateName
            : JsonFault.None;
    }

    private ref OpenContainer Close()
    {
        ref var container = ref _open[_depth--];
        _tokens[container.Index].Close(_count, container.Count);
        return ref container;
    }

    private JsonFault Add(JsonTokenKind kind, int position, int length, bool isEscaped, int link)
    {
        if (_count == _tokens.Length && !TryMakeRoom())
        {
            return JsonFault.TooManyTokens;
        }

        // In place: a token that is made elsewhere and copied waits for its parts to reach memory.
        _tokens[_count++].Set(kind, position, length, isEscaped, link);
        return JsonFault.None;
    }

    private bool TryMakeRoom()
    {
        if (_count == _reading.MaxTokens)
        {
            return false;
        }

        _tokens = _tape.Reserve(_count + 1, _count);
        _tokens = _tokens[..Math.Min(_tokens.Length, _reading.MaxTokens)];
        return true;
    }
}
