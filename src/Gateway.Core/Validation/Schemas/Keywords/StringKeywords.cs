using System.Text.Json;
using Gateway.Core.Validation.Formats;
using Gateway.Core.Validation.Patterns;
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
        return min is null && max is null && pattern is null && format is null ? null : new StringRule
        {
            MinLength = min,
            MaxLength = max,
            Pattern = pattern,
            PatternExpectation = new Expectation("pattern", $"text that matches {pattern?.Text}"),
            Format = format,
            FormatExpectation = new Expectation("format", $"text in the format {name}"),
        };
    }

    public static SchemaPattern? CreatePattern(SchemaReader reader, string keyword, string pattern)
    {
        try
        {
            return SchemaPattern.Create(pattern, reader.Settings.PatternTimeout);
        }
        catch (FormatException exception)
        {
            reader.Fault(keyword, $"'{pattern}' cannot be used: {exception.Message}");
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
