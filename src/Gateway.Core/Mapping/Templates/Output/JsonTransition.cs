namespace Gateway.Core.Mapping.Templates.Output;

/// <summary>Where a text of the template leads from one place, found at the start so that a request need not read the text.</summary>
internal readonly record struct JsonTransition(JsonState From, JsonState To);
