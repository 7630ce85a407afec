using System.Text.Json;

namespace Gateway.Core.Validation.Schemas;

/// <summary>A document, or the part of one that has an id of its own, and the anchors in it.</summary>
internal sealed class SchemaResource(SchemaDocument document, Uri uri, string pointer, JsonElement element, SchemaDialect dialect)
{
    public SchemaDocument Document { get; } = document;

    public Uri Uri { get; } = uri;

    /// <summary>Where it stands in its document.</summary>
    public string Pointer { get; } = pointer;

    public JsonElement Element { get; } = element;

    public SchemaDialect Dialect { get; } = dialect;

    public Dictionary<string, SchemaLocation> Anchors { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, SchemaLocation> DynamicAnchors { get; } = new(StringComparer.Ordinal);
}
