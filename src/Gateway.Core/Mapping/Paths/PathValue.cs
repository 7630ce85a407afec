using Gateway.Core.Pipeline.Documents;

namespace Gateway.Core.Mapping.Paths;

/// <summary>Where a value stands in a document: a string without its quotation marks, anything else from its first to its last byte.</summary>
/// <param name="Kind">Of the value; null where there is none.</param>
/// <param name="Start">Where its text begins.</param>
/// <param name="Length">Bytes of its text.</param>
/// <param name="IsEscaped">Whether the text of a string has escapes.</param>
internal readonly record struct PathValue(JsonTokenKind? Kind, int Start, int Length, bool IsEscaped);
