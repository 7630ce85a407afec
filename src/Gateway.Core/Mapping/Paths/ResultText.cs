using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Gateway.Core.Pipeline.Documents;

namespace Gateway.Core.Mapping.Paths;

/// <summary>Makes text of values as a mapping takes them. Nothing but the text is allocated.</summary>
internal static class ResultText
{
    private const int StackLength = 256;

    /// <summary>A string without quotation marks and escapes, anything else as JSON, and null where there is no value or only null.</summary>
    public static string? OfValue(ReadOnlySpan<byte> json, JsonReading reading, PathValue value)
    {
        var text = json.Slice(value.Start, value.Length);
        switch (value.Kind)
        {
            case null or JsonTokenKind.Null:
                return null;
            case JsonTokenKind.String:
                using (var plain = new PlainText(text, value.IsEscaped, stackalloc byte[StackLength]))
                {
                    return Encoding.UTF8.GetString(plain.Bytes);
                }

            case JsonTokenKind.Object or JsonTokenKind.Array:
                var rented = ArrayPool<byte>.Shared.Rent(text.Length);
                var compact = Encoding.UTF8.GetString(rented.AsSpan(0, CompactJson.Write(text, reading, rented)));
                ArrayPool<byte>.Shared.Return(rented);
                return compact;
            default:
                return Encoding.UTF8.GetString(text);
        }
    }

    /// <summary>A JSON array of the nodes that the workspace has; false where it would be too long, or take too many steps.</summary>
    public static bool TryWriteNodes(ref PathRun run, [NotNullWhen(true)] out string? text)
    {
        text = null;
        var length = 0;
        foreach (var node in run.Workspace.Nodes)
        {
            if (!run.TrySpendOnWriting(node))
            {
                return false;
            }

            // With what stands around it: a comma or bracket on either side.
            var value = GetText(run.Json, node);
            var destination = run.Workspace.ReserveText(value.Length + 2, length);
            destination[0] = (byte)(length == 0 ? '[' : ',');
            length += 1 + CompactJson.Write(value, run.Json.Reading, destination[1..]);
            if (length + 1 > PathLimits.TextLength)
            {
                return false;
            }
        }

        run.Workspace.ReserveText(1, length)[0] = (byte)']';
        text = Encoding.UTF8.GetString(run.Workspace.GetText(length + 1));
        return true;
    }

    /// <summary>A value as it stands in the document, of a container with what stands behind it up to the next value.</summary>
    private static ReadOnlySpan<byte> GetText(in TokenizedJson json, int node)
    {
        ref readonly var token = ref json.Tokens[node];
        switch (token.Kind)
        {
            case JsonTokenKind.Object or JsonTokenKind.Array:
                var end = token.Next < json.Tokens.Length ? json.Tokens[token.Next].Start : json.Bytes.Length;
                return json.Bytes[token.Start..end];
            case JsonTokenKind.String:
                return json.Bytes.Slice(token.Start - 1, token.Length + 2);
            default:
                return json.GetText(token);
        }
    }
}
