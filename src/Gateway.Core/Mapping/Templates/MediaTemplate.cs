namespace Gateway.Core.Mapping.Templates;

/// <summary>A template and the media type that it writes.</summary>
internal sealed record MediaTemplate(string ContentType, MappingTemplate Template);
