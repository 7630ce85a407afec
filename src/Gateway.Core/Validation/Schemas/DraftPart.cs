using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gateway.Core.Validation.Schemas;

/// <summary>What of a schema's document is of one draft: a resource, without the resources of other drafts in it.</summary>
/// <param name="Draft">The draft.</param>
/// <param name="Pointer">Where it stands in the document.</param>
/// <param name="Json">Its text, with an empty schema in the place of each that is of another draft.</param>
internal sealed record DraftPart(JsonSchemaDraft Draft, string Pointer, byte[] Json)
{
    public static IEnumerable<DraftPart> Split(SchemaDocument document)
    {
        SchemaResource[] roots = [.. document.Resources.Where(resource => IsRoot(document, resource))];
        return roots.Length == 1
            ? [new DraftPart(roots[0].Dialect.Draft, "", document.Json)]
            : roots.Select(root => new DraftPart(root.Dialect.Draft, root.Pointer, Cut(root, roots)));
    }

    private static bool IsRoot(SchemaDocument document, SchemaResource resource) =>
        resource.Pointer.Length == 0
        || document.FindResource(resource.Pointer[..resource.Pointer.LastIndexOf('/')]).Dialect.Draft != resource.Dialect.Draft;

    private static byte[] Cut(SchemaResource root, SchemaResource[] roots)
    {
        var json = JsonSerializer.SerializeToNode(root.Element)!;
        foreach (var inner in roots.Where(other => other != root && other.Pointer.StartsWith($"{root.Pointer}/", StringComparison.Ordinal)))
        {
            Replace(json, inner.Pointer[(root.Pointer.Length + 1)..].Split('/'));
        }

        return JsonSerializer.SerializeToUtf8Bytes(json);
    }

    /// <summary>Finds nothing where a resource around it has been replaced already.</summary>
    private static void Replace(JsonNode json, string[] path)
    {
        JsonNode? parent = json;
        foreach (var token in path[..^1])
        {
            parent = parent is JsonArray items ? items[int.Parse(token, NumberFormatInfo.InvariantInfo)] : (parent as JsonObject)?[Unescape(token)];
        }

        if (parent is JsonArray list)
        {
            list[int.Parse(path[^1], NumberFormatInfo.InvariantInfo)] = new JsonObject();
        }
        else if (parent is JsonObject members)
        {
            members[Unescape(path[^1])] = new JsonObject();
        }
    }

    private static string Unescape(string token) =>
        token.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
}
