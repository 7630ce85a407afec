using Gateway.Core.Mapping.Templates.Runs;
using Gateway.Core.Mapping.Templates.Values;

namespace Gateway.Core.Mapping.Templates.Functions;

/// <summary>Functions that cut texts, and replace parts of them.</summary>
internal static class StringPartFunctions
{
    public static readonly TemplateFunction[] All =
    [
        new("string.slice", 2, 3, (ref run, scoped arguments) => Slice(ref run, arguments, null)),
        new("string.slice1", 2, 3, (ref run, scoped arguments) => Slice(ref run, arguments, 1)),
        new("string.truncate", 2, 3, Truncate),
        new("string.split", 2, 2, Split),
        new("string.replace", 3, 3, Replace),
        new("string.replace_first", 3, 3, ReplaceFirst),
        new("string.remove", 2, 2, (ref run, scoped arguments) => Replace(ref run, arguments[0], arguments[1], TemplateValue.Null)),
        new("string.remove_first", 2, 2, (ref run, scoped arguments) => RemoveOne(ref run, arguments, isLast: false)),
        new("string.remove_last", 2, 2, (ref run, scoped arguments) => RemoveOne(ref run, arguments, isLast: true)),
        new("string.pad_left", 2, 2, (ref run, scoped arguments) => Pad(ref run, arguments, isLeft: true)),
        new("string.pad_right", 2, 2, (ref run, scoped arguments) => Pad(ref run, arguments, isLeft: false)),
    ];

    private static TemplateValue Slice(ref TemplateRun run, scoped ReadOnlySpan<TemplateValue> arguments, int? usual)
    {
        var text = ValueText.GetOrEmpty(ref run, arguments[0]);
        var most = usual ?? text.Length;
        var isRead = ValueNumber.TryGetInteger(ref run, arguments[1], out var start)
            && (arguments[2].IsNull || ValueNumber.TryGetInteger(ref run, arguments[2], out most));
        return isRead ? Cut(ref run, text, start, most) : TemplateValue.Null;
    }

    /// <summary>So many characters from a place that counts from the end where it is negative; what lies outside of the text is left out.</summary>
    private static TemplateValue Cut(ref TemplateRun run, string text, int start, int length)
    {
        var from = start < 0 ? (long)start + text.Length : start;
        var to = Math.Min(from + length, text.Length);
        from = Math.Max(from, 0);
        if (from >= to)
        {
            return TemplateValue.OfText("");
        }

        return run.TryMakeText(to - from) ? TemplateValue.OfText(text[(int)from..(int)to]) : TemplateValue.Null;
    }

    private static TemplateValue Truncate(ref TemplateRun run, scoped ReadOnlySpan<TemplateValue> arguments)
    {
        var text = ValueText.GetOrEmpty(ref run, arguments[0]);
        var end = ValueText.Get(ref run, arguments[2]) ?? "...";
        if (!ValueNumber.TryGetInteger(ref run, arguments[1], out var length) || text.Length == 0 || text.Length <= length)
        {
            return TemplateValue.OfText(text);
        }

        return TextMaking.Join(ref run, text[..Math.Clamp(length - end.Length, 0, text.Length)], end);
    }

    private static TemplateValue Split(ref TemplateRun run, scoped ReadOnlySpan<TemplateValue> arguments)
    {
        var text = ValueText.GetOrEmpty(ref run, arguments[0]);
        var separator = ValueText.GetOrEmpty(ref run, arguments[1]);
        var start = run.Workspace.Values.Length;
        var count = 0;
        if (!TextSearch.TrySpend(ref run, text, separator))
        {
            return TemplateValue.Null;
        }

        // Parts without text are left out.
        foreach (var part in text.AsSpan().Split(separator))
        {
            var (from, length) = part.GetOffsetAndLength(text.Length);
            if (!run.TrySpend(1))
            {
                return TemplateValue.Null;
            }

            if (length == 0 || separator.Length == 0)
            {
                continue;
            }

            if (!run.TryMakeValues(1) || !run.TryMakeText(length))
            {
                return TemplateValue.Null;
            }

            run.Workspace.Add(TemplateValue.OfText(text.Substring(from, length)));
            count++;
        }

        if (separator.Length == 0 && text.Length > 0 && run.TryMakeValues(1))
        {
            run.Workspace.Add(TemplateValue.OfText(text));
            count++;
        }

        return TemplateValue.OfList(start, count);
    }

    private static TemplateValue Replace(ref TemplateRun run, scoped ReadOnlySpan<TemplateValue> arguments) =>
        Replace(ref run, arguments[0], arguments[1], arguments[2]);

    private static TemplateValue Replace(ref TemplateRun run, TemplateValue value, TemplateValue match, TemplateValue replacement)
    {
        var text = ValueText.GetOrEmpty(ref run, value);
        var part = ValueText.GetOrEmpty(ref run, match);
        var by = ValueText.GetOrEmpty(ref run, replacement);
        if (part.Length == 0 || text.Length == 0)
        {
            return TemplateValue.OfText(text);
        }

        var count = TextSearch.TrySpend(ref run, text, part) ? text.AsSpan().Count(part) : 0;
        return run.TryMakeText(text.Length + ((long)count * (by.Length - part.Length)))
            ? TemplateValue.OfText(text.Replace(part, by, StringComparison.Ordinal))
            : TemplateValue.Null;
    }

    private static TemplateValue ReplaceFirst(ref TemplateRun run, scoped ReadOnlySpan<TemplateValue> arguments) =>
        ReplaceOne(ref run, arguments[0], arguments[1], arguments[2], isLast: false);

    private static TemplateValue RemoveOne(ref TemplateRun run, scoped ReadOnlySpan<TemplateValue> arguments, bool isLast) =>
        ReplaceOne(ref run, arguments[0], arguments[1], TemplateValue.Null, isLast);

    private static TemplateValue ReplaceOne(ref TemplateRun run, TemplateValue value, TemplateValue match, TemplateValue replacement, bool isLast)
    {
        var text = ValueText.GetOrEmpty(ref run, value);
        var part = ValueText.GetOrEmpty(ref run, match);
        var by = ValueText.GetOrEmpty(ref run, replacement);
        var found = !TextSearch.TrySpend(ref run, text, part) || part.Length == 0 ? -1
            : isLast ? text.LastIndexOf(part, StringComparison.OrdinalIgnoreCase)
            : text.IndexOf(part, StringComparison.OrdinalIgnoreCase);
        if (found < 0)
        {
            return TemplateValue.OfText(text);
        }

        return run.TryMakeText((long)text.Length + by.Length)
            ? TemplateValue.OfText(string.Concat(text.AsSpan(0, found), by, text.AsSpan(found + part.Length)))
            : TemplateValue.Null;
    }

    private static TemplateValue Pad(ref TemplateRun run, scoped ReadOnlySpan<TemplateValue> arguments, bool isLeft)
    {
        var text = ValueText.GetOrEmpty(ref run, arguments[0]);
        if (!ValueNumber.TryGetInteger(ref run, arguments[1], out var width) || !run.TryMakeText(Math.Max(width, text.Length)))
        {
            return TemplateValue.Null;
        }

        width = Math.Max(width, 0);
        return TemplateValue.OfText(isLeft ? text.PadLeft(width) : text.PadRight(width));
    }
}
