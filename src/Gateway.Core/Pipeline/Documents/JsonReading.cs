using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gateway.Core.Pipeline.Documents;

/// <summary>How a document is read: what whoever binds it reads as the same, and how much of it is accepted.</summary>
internal sealed record JsonReading
{
    public static readonly JsonReading Strict = new();

    public bool IgnoresNameCase { get; init; }

    public bool AllowsComments { get; init; }

    public bool AllowsTrailingCommas { get; init; }

    /// <summary>Whether a string that holds a number counts as that number, too.</summary>
    public bool ReadsQuotedNumbers { get; init; }

    /// <summary>Whether the strings NaN, Infinity and -Infinity count as numbers, too.</summary>
    public bool ReadsNamedNumbers { get; init; }

    /// <summary>Whether the strings true and false count as those values, too.</summary>
    public bool ReadsQuotedBooleans { get; init; }

    public int MaxDepth { get; init; } = 64;

    /// <summary>Of one object.</summary>
    public int MaxMembers { get; init; } = 10_000;

    public int MaxTokens { get; init; } = 250_000;

    /// <summary>Bytes, as written.</summary>
    public int MaxStringLength { get; init; } = 1024 * 1024;

    /// <summary>Bytes, as written.</summary>
    public int MaxNumberLength { get; init; } = 100;

    /// <summary>As whoever binds by these options does.</summary>
    public JsonReading As(JsonSerializerOptions options) => this with
    {
        IgnoresNameCase = options.PropertyNameCaseInsensitive,
        AllowsComments = options.ReadCommentHandling != JsonCommentHandling.Disallow,
        AllowsTrailingCommas = options.AllowTrailingCommas,
        ReadsQuotedNumbers = options.NumberHandling.HasFlag(JsonNumberHandling.AllowReadingFromString),
        ReadsNamedNumbers = options.NumberHandling.HasFlag(JsonNumberHandling.AllowNamedFloatingPointLiterals),
    };
}
