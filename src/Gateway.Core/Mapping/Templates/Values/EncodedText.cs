using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Gateway.Core.Mapping.Templates.Runs;
using Gateway.Core.Pipeline.Bodies;
using Gateway.Core.Pipeline.Documents;

namespace Gateway.Core.Mapping.Templates.Values;

/// <summary>Writes values as text, encoded for what they stand in.</summary>
internal static class EncodedText
{
    private const int PieceLength = 1_024;

    /// <param name="run">The rendering.</param>
    /// <param name="value">Null is no text, and objects and arrays are JSON.</param>
    /// <param name="encoder">Null for text as it is.</param>
    public static void Write(ref TemplateRun run, TemplateValue value, TextEncoder? encoder)
    {
        switch (value.Kind)
        {
            case TemplateValueKind.Null:
                break;
            case TemplateValueKind.Text:
                Write(ref run, value.Text, encoder);
                break;
            case TemplateValueKind.Token when run.Body.Tokens[value.Token].Kind == JsonTokenKind.String:
                WriteString(ref run, value.Token, encoder);
                break;
            case TemplateValueKind.Double when !double.IsFinite(value.Double):
                Write(ref run, ValueText.OfDouble(value.Double), encoder);
                break;
            case < TemplateValueKind.Text:
                ValueWriter.WriteScalar(ref run, value);
                break;
            default:
                WriteJson(ref run, value, encoder);
                break;
        }
    }

    public static void Write(ref TemplateRun run, ReadOnlySpan<char> text, TextEncoder? encoder)
    {
        Span<byte> piece = stackalloc byte[PieceLength];
        var status = OperationStatus.DestinationTooSmall;
        while (status == OperationStatus.DestinationTooSmall && !run.IsStopped)
        {
            // Half a surrogate pair becomes the replacement character, as everywhere in .NET.
            status = Utf8.FromUtf16(text, piece, out var read, out var written);
            WriteUtf8(ref run, piece[..written], encoder);
            text = text[read..];
        }
    }

    public static void WriteUtf8(ref TemplateRun run, scoped ReadOnlySpan<byte> text, TextEncoder? encoder)
    {
        var plain = encoder is null ? text.Length : encoder.FindFirstCharacterToEncodeUtf8(text);
        if (plain < 0 || plain == text.Length)
        {
            run.TryWrite(text);
            return;
        }

        run.TryWrite(text[..plain]);
        text = text[plain..];
        if (!ReferenceEquals(encoder, MarkupCharacters.Encoder))
        {
            Encode(ref run, text, encoder!);
            return;
        }

        // What the encoder would write as a reference to a character that no document may have, not even so.
        while (MarkupCharacters.TryFindForbidden(text, out var index, out var length) && !run.IsStopped)
        {
            Encode(ref run, text[..index], encoder);
            run.TryWrite("\uFFFD"u8);
            text = text[(index + length)..];
        }

        Encode(ref run, text, encoder);
    }

    private static void Encode(ref TemplateRun run, scoped ReadOnlySpan<byte> text, TextEncoder encoder)
    {
        Span<byte> piece = stackalloc byte[PieceLength];
        var status = OperationStatus.DestinationTooSmall;
        while (status == OperationStatus.DestinationTooSmall && !run.IsStopped)
        {
            status = encoder.EncodeUtf8(text, piece, out var read, out var written);
            run.TryWrite(piece[..written]);
            text = text[read..];
        }
    }

    /// <summary>A string of the body: inside JSON as it stands there.</summary>
    private static void WriteString(ref TemplateRun run, int index, TextEncoder? encoder)
    {
        var token = run.Body.Tokens[index];
        var text = run.Body.GetText(token);
        if (ReferenceEquals(encoder, ValueWriter.JsonEncoder))
        {
            run.TryWrite(text);
            return;
        }

        using var plain = new PlainText(text, token.IsEscaped, stackalloc byte[PieceLength]);
        WriteUtf8(ref run, plain.Bytes, encoder);
    }

    private static void WriteJson(ref TemplateRun run, TemplateValue value, TextEncoder? encoder)
    {
        if (encoder is null)
        {
            ValueWriter.WriteJson(ref run, value);
            return;
        }

        using var json = new PooledBytes(ArrayPool<byte>.Shared);
        var before = run.Output.BeginCapture(json);
        ValueWriter.WriteJson(ref run, value);
        run.Output.EndCapture(before);
        var length = (int)json.Length;
        if (!run.TrySpendOnBytes(length))
        {
            return;
        }

        if (json.Bytes.IsSingleSegment)
        {
            WriteUtf8(ref run, json.Bytes.FirstSpan, encoder);
            return;
        }

        // In one piece: a character may begin in one chunk and end in the next.
        var rented = ArrayPool<byte>.Shared.Rent(length);
        json.Bytes.CopyTo(rented);
        WriteUtf8(ref run, rented.AsSpan(0, length), encoder);
        ArrayPool<byte>.Shared.Return(rented);
    }
}
