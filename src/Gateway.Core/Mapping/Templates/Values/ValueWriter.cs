using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text.Encodings.Web;
using Gateway.Core.Mapping.Paths;
using Gateway.Core.Mapping.Templates.Runs;
using Gateway.Core.Pipeline.Documents;

namespace Gateway.Core.Mapping.Templates.Values;

/// <summary>Writes values as JSON. What is of the body is copied as it stands there.</summary>
internal static class ValueWriter
{
    private const int MaxNumberLength = 32;

    /// <summary>Of text inside JSON's quotation marks: what ASP.NET Core itself escapes there, and nothing that need not be.</summary>
    public static readonly TextEncoder JsonEncoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    public static void WriteJson(ref TemplateRun run, TemplateValue value) => WriteJson(ref run, value, run.Budget.MaxDepth);

    public static void WriteQuoted(ref TemplateRun run, TemplateValue text)
    {
        if (run.TryWrite("\""u8))
        {
            EncodedText.Write(ref run, text, JsonEncoder);
            run.TryWrite("\""u8);
        }
    }

    private static void WriteJson(ref TemplateRun run, TemplateValue value, int depth)
    {
        if (!run.TrySpend(1))
        {
            return;
        }

        switch (value.Kind)
        {
            case TemplateValueKind.Text:
                WriteQuoted(ref run, value);
                break;
            case TemplateValueKind.Token or TemplateValueKind.Json:
                WriteToken(ref run, value.Token);
                break;
            case >= TemplateValueKind.TokenMember:
                WriteContainer(ref run, value, depth);
                break;
            default:
                WriteScalar(ref run, value);
                break;
        }
    }

    /// <summary>Null, true, false and numbers of the template's own.</summary>
    public static void WriteScalar(ref TemplateRun run, TemplateValue value)
    {
        switch (value.Kind)
        {
            case TemplateValueKind.Integer or TemplateValueKind.Double:
                WriteNumber(ref run, value);
                break;
            case TemplateValueKind.Number:
                EncodedText.Write(ref run, value.Text, encoder: null);
                break;
            default:
                run.TryWrite(value.IsNull ? "null"u8 : value.IsTrue ? "true"u8 : "false"u8);
                break;
        }
    }

    private static void WriteNumber(ref TemplateRun run, TemplateValue value)
    {
        Span<byte> digits = stackalloc byte[MaxNumberLength];
        int length;
        if (value.Kind == TemplateValueKind.Integer)
        {
            Utf8Formatter.TryFormat(value.Integer, digits, out length);
        }
        else if (double.IsFinite(value.Double))
        {
            value.Double.TryFormat(digits, out length, default, CultureInfo.InvariantCulture);
        }
        else
        {
            // JSON has no word for it.
            run.Stop(TemplateOutcome.InvalidOutput);
            return;
        }

        run.TryWrite(digits[..length]);
    }

    public static void WriteToken(ref TemplateRun run, int index)
    {
        var body = run.Body;
        ref readonly var token = ref body.Tokens[index];
        switch (token.Kind)
        {
            case JsonTokenKind.Object or JsonTokenKind.Array:
                WriteContainer(ref run, body, token);
                break;
            case JsonTokenKind.String:
                run.TryWrite(body.Bytes.Slice(token.Start - 1, token.Length + 2));
                break;
            default:
                run.TryWrite(body.GetText(token));
                break;
        }
    }

    private static void WriteContainer(ref TemplateRun run, in TokenizedJson body, in JsonToken token)
    {
        var end = token.Next < body.Tokens.Length ? body.Tokens[token.Next].Start : body.Bytes.Length;
        var text = body.Bytes[token.Start..end];
        if (!run.TrySpendOnBytes(text.Length))
        {
            return;
        }

        if (run.Output.TryReserve(text.Length, out var room))
        {
            run.Output.Advance(CompactJson.Write(text, body.Reading, room));
            return;
        }

        // Without its white space it may be short enough.
        var rented = ArrayPool<byte>.Shared.Rent(text.Length);
        run.TryWrite(rented.AsSpan(0, CompactJson.Write(text, body.Reading, rented)));
        ArrayPool<byte>.Shared.Return(rented);
    }

    private static void WriteContainer(ref TemplateRun run, TemplateValue value, int depth)
    {
        if (depth == 0)
        {
            run.Stop(TemplateOutcome.TooComplex);
            return;
        }

        switch (value.Kind)
        {
            case TemplateValueKind.Map:
                WriteMap(ref run, value, depth - 1);
                break;
            case TemplateValueKind.MapMember or TemplateValueKind.TokenMember:
                WriteMember(ref run, value, depth - 1);
                break;
            default:
                WriteItems(ref run, value, depth - 1);
                break;
        }
    }

    private static void WriteItems(ref TemplateRun run, TemplateValue list, int depth)
    {
        var items = new ValueItems(run, list);
        var separator = "["u8;
        while (items.MoveNext(run, out var item) && run.TryWrite(separator))
        {
            WriteJson(ref run, item, depth);
            separator = ","u8;
        }

        run.TryWrite(items.Count == 0 ? "[]"u8 : "]"u8);
    }

    private static void WriteMap(ref TemplateRun run, TemplateValue map, int depth)
    {
        var separator = "{"u8;
        for (var i = map.Start; i < map.Start + map.Count && run.TryWrite(separator); i += 2)
        {
            WriteQuoted(ref run, run.Workspace.Values[i]);
            run.TryWrite(":"u8);
            WriteJson(ref run, run.Workspace.Values[i + 1], depth);
            separator = ","u8;
        }

        run.TryWrite(map.Count == 0 ? "{}"u8 : "}"u8);
    }

    private static void WriteMember(ref TemplateRun run, TemplateValue member, int depth)
    {
        run.TryWrite("{\"key\":"u8);
        WriteJson(ref run, ValueMembers.Get(ref run, member, ValueMembers.Key), depth);
        run.TryWrite(",\"value\":"u8);
        WriteJson(ref run, ValueMembers.Get(ref run, member, ValueMembers.Value), depth);
        run.TryWrite("}"u8);
    }
}
