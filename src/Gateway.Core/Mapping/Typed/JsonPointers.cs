using System.Text;

namespace Gateway.Core.Mapping.Typed;

/// <summary>Turns the path that System.Text.Json gives (<c>$.items[0]['a b']</c>) into a JSON Pointer (RFC 6901).</summary>
internal static class JsonPointers
{
    private const int MaxLength = 256;
    private const string QuotedStart = "['";
    private const string QuotedEnd = "']";

    public static string FromPath(string? path)
    {
        var pointer = new StringBuilder();
        var rest = path.AsSpan().TrimStart('$');
        while (!rest.IsEmpty && pointer.Length <= MaxLength)
        {
            Append(pointer, TakeName(ref rest));
        }

        return pointer.Length <= MaxLength ? pointer.ToString() : pointer.ToString(0, MaxLength) + "…";
    }

    private static ReadOnlySpan<char> TakeName(ref ReadOnlySpan<char> rest)
    {
        var (skipped, end, behind) =
            rest.StartsWith(QuotedStart) ? (QuotedStart.Length, Find(rest, QuotedStart.Length, QuotedEnd), QuotedEnd.Length)
            : rest[0] == '[' ? (1, rest.IndexOf(']'), 1)
            : (1, rest[1..].IndexOfAny('.', '[') is var next and >= 0 ? next + 1 : -1, 0);
        var name = end < 0 ? rest[Math.Min(skipped, rest.Length)..] : rest[skipped..end];
        rest = end < 0 ? default : rest[(end + behind)..];
        return name;
    }

    private static int Find(ReadOnlySpan<char> text, int start, ReadOnlySpan<char> sought) =>
        text[start..].IndexOf(sought) is var index and >= 0 ? start + index : -1;

    private static void Append(StringBuilder pointer, ReadOnlySpan<char> name)
    {
        pointer.Append('/');
        foreach (var character in name)
        {
            pointer.Append(character switch
            {
                '~' => "~0",
                '/' => "~1",
                _ => null,
            });
            if (character is not ('~' or '/'))
            {
                pointer.Append(character);
            }
        }
    }
}
