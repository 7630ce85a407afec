using Gateway.Core.Validation.Schemas;

namespace Gateway.Core.Validation.Bodies;

/// <summary>An endpoint's schemas by content type.</summary>
internal sealed class BodySchemas(IReadOnlyList<KeyValuePair<string, CompiledSchema>> schemas)
{
    private readonly CompiledSchema? _other =
        schemas.FirstOrDefault(schema => schema.Key == RequestSchemaMetadata.AnyContentType).Value;

    /// <summary>The schema for bodies of a content type, or null.</summary>
    public CompiledSchema? Find(ReadOnlySpan<char> contentType)
    {
        var name = MediaType.GetName(contentType);
        foreach (var schema in schemas)
        {
            if (name.Equals(schema.Key, StringComparison.OrdinalIgnoreCase))
            {
                return schema.Value;
            }
        }

        return _other;
    }
}
