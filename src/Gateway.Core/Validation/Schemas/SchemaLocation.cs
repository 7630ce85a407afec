using System.Text.Json;

namespace Gateway.Core.Validation.Schemas;

/// <summary>A place in a schema's document.</summary>
internal readonly record struct SchemaLocation(SchemaDocument Document, string Pointer, JsonElement Element)
{
    public SchemaFault CreateFault(string message) => new(Document.Name, Pointer, message);

    public SchemaFault CreateFault(string keyword, string message) => new(Document.Name, Append(Pointer, keyword), message);

    public SchemaLocation Get(string name, JsonElement element) => new(Document, Append(Pointer, name), element);

    public static string Append(string pointer, string name) =>
        $"{pointer}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
}
