using Gateway.Core.Mapping.Templates.Runs;
using Gateway.Core.Mapping.Templates.Values;

namespace Gateway.Core.Mapping.Templates.Functions;

/// <summary>Functions that make one text of another, or look at it. Null counts as no text.</summary>
internal static class StringFunctions
{
    private delegate string Change(string text);

    private delegate bool Question(string text, string value);

    public static readonly TemplateFunction[] All =
    [
        new("string.append", 2, 2, (ref run, scoped arguments) => Join(ref run, arguments[0], arguments[1])),
        new("string.prepend", 2, 2, (ref run, scoped arguments) => Join(ref run, arguments[1], arguments[0])),
        new("string.upcase", 1, 1, (ref run, scoped arguments) => Make(ref run, arguments[0], static text => text.ToUpperInvariant())),
        new("string.downcase", 1, 1, (ref run, scoped arguments) => Make(ref run, arguments[0], static text => text.ToLowerInvariant())),
        new("string.capitalize", 1, 1, (ref run, scoped arguments) => OfText(ref run, arguments[0], Capitalize)),
        new("string.strip", 1, 1, (ref run, scoped arguments) => Make(ref run, arguments[0], static text => text.Trim())),
        new("string.lstrip", 1, 1, (ref run, scoped arguments) => Make(ref run, arguments[0], static text => text.TrimStart())),
        new("string.rstrip", 1, 1, (ref run, scoped arguments) => Make(ref run, arguments[0], static text => text.TrimEnd())),
        new("string.strip_newlines", 1, 1, (ref run, scoped arguments) => OfText(ref run, arguments[0], StripNewLines)),
        new("string.contains", 2, 2, (ref run, scoped arguments) => Contains(ref run, arguments)),
        new("string.starts_with", 2, 2, (ref run, scoped arguments) => Ask(ref run, arguments, StartsWith)),
        new("string.ends_with", 2, 2, (ref run, scoped arguments) => Ask(ref run, arguments, EndsWith)),
        new("string.equals_ignore_case", 2, 2, (ref run, scoped arguments) => EqualsIgnoreCase(ref run, arguments)),
        new("string.empty", 1, 1, (ref run, scoped arguments) => TemplateValue.OfBoolean(Text(ref run, arguments[0]).Length == 0)),
        new("string.whitespace", 1, 1, IsWhiteSpace),
        new("string.size", 1, 1, (ref run, scoped arguments) => TemplateValue.OfInteger(Text(ref run, arguments[0]).Length)),
        new("string.pluralize", 3, 3, Pluralize),
    ];

    private static string Text(ref TemplateRun run, TemplateValue value) => ValueText.GetOrEmpty(ref run, value);

    private static string Capitalize(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    private static string StripNewLines(string text) =>
        text.Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal);

    private static TemplateValue Contains(ref TemplateRun run, scoped ReadOnlySpan<TemplateValue> arguments)
    {
        var text = Text(ref run, arguments[0]);
        var value = Text(ref run, arguments[1]);
        return TextSearch.TrySpend(ref run, text, value)
            ? TemplateValue.OfBoolean(value.Length > 0 && text.Contains(value, StringComparison.Ordinal))
            : TemplateValue.Null;
    }

    private static bool StartsWith(string text, string value) => text.StartsWith(value, StringComparison.Ordinal);

    private static bool EndsWith(string text, string value) => text.EndsWith(value, StringComparison.Ordinal);

    private static TemplateValue IsWhiteSpace(ref TemplateRun run, scoped ReadOnlySpan<TemplateValue> arguments) =>
        TemplateValue.OfBoolean(string.IsNullOrWhiteSpace(Text(ref run, arguments[0])));

    private static TemplateValue Join(ref TemplateRun run, TemplateValue first, TemplateValue second) =>
        TextMaking.Join(ref run, Text(ref run, first), Text(ref run, second));

    /// <summary>Null stays null.</summary>
    private static TemplateValue Make(ref TemplateRun run, TemplateValue value, Change change) =>
        value.IsNull ? value : OfText(ref run, value, change);

    /// <summary>What comes out is no longer than what goes in.</summary>
    private static TemplateValue OfText(ref TemplateRun run, TemplateValue value, Change change)
    {
        var text = Text(ref run, value);
        return run.TryMakeText(text.Length) ? TemplateValue.OfText(change(text)) : TemplateValue.Null;
    }

    /// <summary>Of no text, and for no text, the answer is no.</summary>
    private static TemplateValue Ask(ref TemplateRun run, scoped ReadOnlySpan<TemplateValue> arguments, Question question)
    {
        var text = Text(ref run, arguments[0]);
        var value = Text(ref run, arguments[1]);
        return run.TrySpendOnBytes(text.Length)
            ? TemplateValue.OfBoolean(text.Length > 0 && value.Length > 0 && question(text, value))
            : TemplateValue.Null;
    }

    private static TemplateValue EqualsIgnoreCase(ref TemplateRun run, scoped ReadOnlySpan<TemplateValue> arguments)
    {
        var text = ValueText.Get(ref run, arguments[0]);
        var value = ValueText.Get(ref run, arguments[1]);
        return TemplateValue.OfBoolean(text is not null && text.Equals(value, StringComparison.OrdinalIgnoreCase));
    }

    private static TemplateValue Pluralize(ref TemplateRun run, scoped ReadOnlySpan<TemplateValue> arguments)
    {
        ValueNumber.TryGetInteger(ref run, arguments[0], out var count);
        return arguments[count == 1 ? 1 : 2];
    }
}
