using Gateway.Core.Pipeline;

namespace Gateway.Core.Mapping;

/// <summary>A template for request bodies of one content type; the nearer replaces.</summary>
internal sealed record RequestTemplateMetadata(string ContentType, TemplateOrigin Origin) : IGatewayMetadata;

/// <summary>A template for responses of the statuses that a pattern matches, or of all others (null), and of one content type; the nearer replaces.</summary>
internal sealed record ResponseTemplateMetadata(string? Statuses, string ContentType, TemplateOrigin Origin) : IGatewayMetadata;

/// <summary>What becomes of bodies without a template; the nearer replaces.</summary>
internal sealed record PassthroughMetadata(PassthroughBehavior Behavior) : IGatewayMetadata;

/// <summary>Where a template's text is from.</summary>
/// <param name="Text">The text; null where it is in a file.</param>
/// <param name="Path">The file, from the app's content root.</param>
internal sealed record TemplateOrigin(string? Text, string? Path)
{
    /// <summary>What positions in messages are in.</summary>
    public string Name => Path ?? "the template";
}
