using System.Text.Json;
using Gateway.Core.Pipeline.Patterns;
using Gateway.Core.Validation.Formats;
using Gateway.Core.Validation.Rules;

namespace Gateway.Core.Validation.Schemas.Keywords;

/// <summary><c>minLength</c>, <c>maxLength</c>, <c>pattern</c> and <c>format</c>.</summary>
internal static class StringKeywords
{
    public static StringRule? Read(SchemaReader reader)
    {
        var isValidating = reader.Dialect.HasValidation;
        var min = isValidating ? reader.GetBound("minLength", limit => $"at least {Words.Count(limit, "character")}") : null;
        var max = isValidating ? reader.GetBound("maxLength", limit => $"at most {Words.Count(limit, "character")}") : null;
        var pattern = isValidating && reader.Get("pattern", JsonValueKind.String) is { } text ? CreatePattern(reader, "pattern", text.GetString()!) : null;
        var format = FindFormat(reader, out var name);
        var rule = new StringRule
        {
            MinLength = min,
            MaxLength = max,
            Pattern = pattern,
            PatternExpectation = new Expectation("pattern", $"text that matches {pattern?.Text}"),
            Format = format,
            FormatExpectation = new Expectation("format", $"text in the format {name}"),
        };
        if (pattern is not null)
        {
            reader.CompleteForNames(() => rule.NamePattern = CreatePattern(reader, "pattern", pattern.Text, isForNames: true));
        }

        return min is null && max is null && pattern is null && format is null ? null : rule;
    }

    /// <param name="reader">The schema.</param>
    /// <param name="keyword">Where the pattern stands.</param>
    /// <param name="pattern">The pattern.</param>
    /// <param name="isForNames">Whether it is for names of members, which may be compared without regard to case.</param>
    public static EcmaPattern? CreatePattern(SchemaReader reader, string keyword, string pattern, bool isForNames = false)
    {
        var ignoresCase = isForNames && reader.Settings.Reading.IgnoresNameCase;
        try
        {
            return EcmaPattern.Create(pattern, reader.Settings.PatternTimeout, ignoresCase);
        }
        catch (FormatException exception)
        {
            var remedy = ignoresCase ? " Names are compared without regard to case while PropertyNameCaseInsensitive is set." : "";
            reader.Fault(keyword, $"'{pattern}' cannot be used: {exception.Message}{remedy}");
            return null;
        }
    }

    private static FormatCheck? FindFormat(SchemaReader reader, out string? name)
    {
        name = reader.Get("format", JsonValueKind.String)?.GetString();
        var dialect = reader.Dialect;
        var isAsserted = !dialect.IsModern || dialect.HasFormatAssertion || reader.Settings.AssertsFormat;
        return name is null || !isAsserted ? null : SchemaFormats.Find(name, dialect.Draft);
    }
}
