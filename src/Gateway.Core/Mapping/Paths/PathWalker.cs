using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Unicode;
using Gateway.Core.Mapping.Paths.Selectors;
using Gateway.Core.Pipeline.Documents;

namespace Gateway.Core.Mapping.Paths;

/// <summary>
/// Finds the value of a singular path while it reads the document to its end, so that nothing behind the value stays unread. What is not on
/// the path is passed over; names on it are looked at for a second of the same name, which another reader would take instead.
/// </summary>
internal ref struct PathWalker
{
    private const int MaxDepth = 1_000;

    private readonly ReadOnlySpan<byte> _json;
    private readonly JsonReading _reading;
    private readonly PathSelector[] _steps;
    private readonly int _offset;
    private Utf8JsonReader _reader;
    private PathValue _value;

    private PathWalker(ReadOnlySpan<byte> json, JsonReading reading, PathSelector[] steps)
    {
        _json = json;
        _reading = reading;
        _steps = steps;
        _offset = json.StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0;
        _reader = new Utf8JsonReader(json[_offset..], GetOptions(reading, reading.MaxDepth));
    }

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <param name="json">A whole document. A byte order mark before it is passed over, as System.Text.Json does with bodies.</param>
    /// <param name="reading">How to read. Of its bounds, depth holds everywhere, and lengths where the path leads.</param>
    /// <param name="steps">Names and indexes.</param>
    /// <param name="value">Where the value stands.</param>
    /// <returns>Why the document is not looked at, or <see cref="JsonFault.None"/>.</returns>
    public static JsonFault Find(ReadOnlySpan<byte> json, JsonReading reading, PathSelector[] steps, out PathValue value)
    {
        value = default;
        if (!Utf8.IsValid(json))
        {
            return JsonFault.Malformed;
        }

        var walker = new PathWalker(json, reading, steps);
        try
        {
            var fault = walker.Walk();
            value = fault == JsonFault.None ? walker._value : default;
            return fault;
        }
        catch (JsonException)
        {
            return walker.IsTooDeep() ? JsonFault.TooDeep : JsonFault.Malformed;
        }
    }

    public static JsonReaderOptions GetOptions(JsonReading reading, int depth) => new()
    {
        AllowTrailingCommas = reading.AllowsTrailingCommas,
        CommentHandling = reading.AllowsComments ? JsonCommentHandling.Skip : JsonCommentHandling.Disallow,
        MaxDepth = Math.Min(depth, MaxDepth),
    };

    // Not within the try block above, where nothing stays in a register.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private JsonFault Walk()
    {
        _reader.Read();
        var fault = Visit(0);
        while (fault == JsonFault.None && _reader.Read())
        {
        }

        return fault;
    }

    /// <summary>Goes over the value that the reader is at, to its end.</summary>
    private JsonFault Visit(int step)
    {
        if (step == _steps.Length)
        {
            return Take();
        }

        switch (_steps[step])
        {
            case NameSelector name when _reader.TokenType is JsonTokenType.StartObject:
                return VisitMembers(name.Name, step);
            case IndexSelector index when _reader.TokenType is JsonTokenType.StartArray:
                return VisitItems(index.Index, step);
            default:
                _reader.Skip();
                return JsonFault.None;
        }
    }

    private JsonFault VisitMembers(ReadOnlySpan<byte> name, int step)
    {
        var isFound = false;
        while (_reader.Read() && _reader.TokenType is JsonTokenType.PropertyName)
        {
            if (_reader.ValueIsEscaped || _reading.IgnoresNameCase)
            {
                var fault = VisitDoubtful(name, step, ref isFound);
                if (fault != JsonFault.None)
                {
                    return fault;
                }
            }
            else if (_reader.ValueSpan.SequenceEqual(name))
            {
                var fault = isFound ? JsonFault.DuplicateName : VisitNamed(step);
                if (fault != JsonFault.None)
                {
                    return fault;
                }

                isFound = true;
            }
            else
            {
                _reader.Skip();
            }
        }

        return JsonFault.None;
    }

    /// <summary>A member whose name is compared by more than its bytes.</summary>
    private JsonFault VisitDoubtful(ReadOnlySpan<byte> name, int step, ref bool isFound)
    {
        var text = _reader.ValueSpan;
        var isEscaped = _reader.ValueIsEscaped;
        if (isEscaped && !JsonText.IsWellFormed(text))
        {
            return JsonFault.Malformed;
        }

        if (!MemberName.Equals(text, isEscaped, name, isRightEscaped: false, _reading.IgnoresNameCase))
        {
            _reader.Skip();
            return JsonFault.None;
        }

        if (isFound)
        {
            return JsonFault.DuplicateName;
        }

        isFound = true;
        if (MemberName.Equals(text, isEscaped, name, isRightEscaped: false, ignoresCase: false))
        {
            return VisitNamed(step);
        }

        _reader.Skip();
        return JsonFault.None;
    }

    private JsonFault VisitNamed(int step)
    {
        _reader.Read();
        return Visit(step + 1);
    }

    private JsonFault VisitItems(long index, int step)
    {
        var wanted = index < 0 ? CountItems() + index : index;
        for (var place = 0L; _reader.Read() && _reader.TokenType is not JsonTokenType.EndArray; place++)
        {
            if (place != wanted)
            {
                _reader.Skip();
                continue;
            }

            var fault = Visit(step + 1);
            if (fault != JsonFault.None)
            {
                return fault;
            }
        }

        return JsonFault.None;
    }

    /// <summary>Reads ahead, once for each negative index of the path.</summary>
    private readonly long CountItems()
    {
        var ahead = _reader;
        var count = 0L;
        for (; ahead.Read() && ahead.TokenType is not JsonTokenType.EndArray; count++)
        {
            ahead.Skip();
        }

        return count;
    }

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
