using System.Text.Json;

namespace Gateway.Core.Pipeline.Rejections;

/// <summary>What is wrong with a request that was refused because of its parameters or its body.</summary>
/// <param name="Errors">At least one, at most 20.</param>
public sealed record RequestValidationRejection(IReadOnlyList<RequestValidationError> Errors) : RejectionDetail
{
    internal const int MaxErrors = 20;

    private const string Required = "required";

    internal override bool HasMembers => true;

    /// <summary>The reference's words, where they are not about parameters that are missing.</summary>
    internal string? Message { get; init; }

    /// <summary>In the reference's words, which lists parameters that are missing.</summary>
    internal override string? ReferenceMessage
    {
        get
        {
            var missing = Errors.Where(error => error is { Name: not null, Keyword: Required })
                .OrderBy(error => error.In, StringComparer.Ordinal)
                .ThenBy(error => error.Name, StringComparer.Ordinal)
                .Select(error => error.Name);
            return missing.Any() ? $"Missing required request parameters: [{string.Join(", ", missing)}]" : Message;
        }
    }

    /// <summary>For members that are missing in the reference's words, as far as they are known.</summary>
    internal override string? ValidationError
    {
        get
        {
            var missing = Errors.Where(error => error.Member is not null)
                .GroupBy(error => error.JsonPointer, error => $"\"{error.Member}\"")
                .Select(group => $"object has missing required properties ([{string.Join(",", group)}])");
            return $"[{string.Join(", ", missing.Concat(Errors.Where(error => error.Member is null).Select(Describe)))}]";
        }
    }

    /// <summary>Says what was not kept, without names that the client chose.</summary>
    /// <returns>The keywords.</returns>
    public override string ToString() => string.Join(", ", Errors.Select(error => $"{error.In}: {error.Keyword}"));

    internal override void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteStartArray("errors");
        foreach (var error in Errors)
        {
            json.WriteStartObject();
            json.WriteString("in", error.In);
            if (error.Name is not null)
            {
                json.WriteString("name", error.Name);
            }

            json.WriteString("pointer", error.JsonPointer);
            json.WriteString("keyword", error.Keyword);
            json.WriteString("expected", error.Expected);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string Describe(RequestValidationError error) =>
        $"{error.Name ?? (error.JsonPointer.Length == 0 ? error.In : error.JsonPointer)}: expected is {error.Expected}";
}
