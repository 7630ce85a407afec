using System.Buffers;
using System.Text;
using System.Text.Json;
using Gateway.Core.Mapping.Templates.Runs;
using Gateway.Core.Pipeline.Documents;

namespace Gateway.Core.Mapping.Templates.Values;

/// <summary>Makes values of a text that is JSON, so that it prints as what it says and not as a string.</summary>
internal static class JsonValues
{
    /// <summary>What is no text is its own value. A text that is no JSON stops the run.</summary>
    public static TemplateValue Read(ref TemplateRun run, TemplateValue value)
    {
        if (!ValueText.Is(run, value))
        {
            return value;
        }

        var text = ValueText.GetOrEmpty(ref run, value);
        if (!run.TryMakeText(text.Length))
        {
            return TemplateValue.Null;
        }

        var rented = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        try
        {
            return Read(ref run, rented.AsSpan(0, Encoding.UTF8.GetBytes(text, rented)));
        }
        catch (JsonException)
        {
            return run.Stop(TemplateOutcome.OperandInvalid);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static TemplateValue Read(ref TemplateRun run, ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = run.Budget.MaxDepth });
        reader.Read();
        var value = ReadValue(ref run, ref reader);
        while (!run.IsStopped && reader.Read())
        {
        }

        return value;
    }

    private static TemplateValue ReadValue(ref TemplateRun run, scoped ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                return ReadContainer(ref run, ref reader, isObject: reader.TokenType == JsonTokenType.StartObject);
            case JsonTokenType.String:
                return ReadText(ref run, ref reader);
            case JsonTokenType.Number:
                return ReadNumber(ref run, ref reader);
            case JsonTokenType.True or JsonTokenType.False:
                return TemplateValue.OfBoolean(reader.TokenType == JsonTokenType.True);
            default:
                return TemplateValue.Null;
        }
    }

    private static TemplateValue ReadText(ref TemplateRun run, scoped ref Utf8JsonReader reader)
    {
        if (!run.TryMakeText(reader.ValueSpan.Length))
        {
            return TemplateValue.Null;
        }

        // A half of a surrogate pair is none of JSON's characters, though it may be escaped.
        var rented = ArrayPool<char>.Shared.Rent(reader.ValueSpan.Length);
        var isEscaped = reader.ValueIsEscaped;
        var value = isEscaped && !JsonText.IsWellFormed(reader.ValueSpan)
            ? run.Stop(TemplateOutcome.OperandInvalid)
            : TemplateValue.OfText(new string(rented, 0, reader.CopyString(rented)));
        ArrayPool<char>.Shared.Return(rented);
        return value;
    }

    /// <summary>As written where it would lose digits.</summary>
    private static TemplateValue ReadNumber(ref TemplateRun run, scoped ref Utf8JsonReader reader)
    {
        // As of a number in a body: what is kept as written is parsed at every use.
        if (reader.ValueSpan.Length > run.Budget.Reading.MaxNumberLength)
        {
            return run.Stop(TemplateOutcome.TooComplex);
        }

        var number = ValueNumber.Parse(reader.ValueSpan);
        if (number.Kind == TemplateValueKind.Integer)
        {
            return number;
        }

        return run.TryMakeText(reader.ValueSpan.Length) ? TemplateValue.OfNumber(Encoding.UTF8.GetString(reader.ValueSpan)) : TemplateValue.Null;
    }

    /// <summary>The values in it are read first, and stand behind those that are in them, because a list is in one piece.</summary>
    private static TemplateValue ReadContainer(ref TemplateRun run, scoped ref Utf8JsonReader reader, bool isObject)
    {
        var count = CountValues(reader, out var length) * (isObject ? 2 : 1);
        if (!run.TrySpendOnBytes(length) || !run.TryMakeValues(count))
        {
            return TemplateValue.Null;
        }

        var start = run.Workspace.Reserve(count);
        for (var i = 0; i < count && !run.IsStopped; i++)
        {
            reader.Read();
            var isName = reader.TokenType == JsonTokenType.PropertyName;
            run.Workspace.Set(start + i, isName ? ReadText(ref run, ref reader) : ReadValue(ref run, ref reader));
        }

        reader.Read();
        return isObject && !run.IsStopped && HasDuplicateName(ref run, start, count) ? run.Stop(TemplateOutcome.OperandInvalid)
            : isObject ? TemplateValue.OfMap(start, count)
            : TemplateValue.OfList(start, count);
    }

    /// <summary>Two readers may take different ones of two members of the same name, which is why bodies with such are refused as well.</summary>
    private static bool HasDuplicateName(ref TemplateRun run, int start, int count)
    {
        // The set takes about as much as the names and values do.
        if (count <= 2 || !run.TryMakeValues(count))
        {
            return false;
        }

        var names = new HashSet<string>(count / 2, StringComparer.Ordinal);
        for (var i = start; i < start + count; i += 2)
        {
            if (!names.Add(run.Workspace.Values[i].Text))
            {
                return true;
            }
        }

        return false;
    }

    private static int CountValues(Utf8JsonReader reader, out int length)
    {
        var start = reader.BytesConsumed;
        var count = 0;
        while (reader.Read() && reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray))
        {
            // A name is skipped with its value.
            count++;
            reader.Skip();
        }

        length = (int)(reader.BytesConsumed - start);
        return count;
    }
}
