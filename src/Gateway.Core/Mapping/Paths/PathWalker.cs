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
internal ref partial struct PathWalker
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
        _offset = json.StartsWith(JsonText.ByteOrderMark) ? JsonText.ByteOrderMark.Length : 0;
        _reader = new Utf8JsonReader(json[_offset..], GetOptions(reading, reading.MaxDepth));
    }

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

    /// <summary>Reads ahead, once for each negative index of the path, and by the reader that is asked what it has refused.</summary>
    private long CountItems()
    {
        var start = _reader;
        var count = 0L;
        for (; _reader.Read() && _reader.TokenType is not JsonTokenType.EndArray; count++)
        {
            _reader.Skip();
        }

        _reader = start;
        return count;
    }
}
