using Gateway.Core.Pipeline.Bodies;
using Gateway.Core.Validation.Schemas;

namespace Gateway.Core.Validation.Bodies;

/// <summary>An endpoint's schemas by content type.</summary>
internal sealed class BodySchemas(IReadOnlyList<KeyValuePair<string, CompiledSchema>> schemas)
{
    // An array: going through an interface makes an object for every request.
    private readonly KeyValuePair<string, CompiledSchema>[] _schemas = [.. schemas];

    /// <summary>The schema for bodies whose content type has none of its own, or null.</summary>
    public CompiledSchema? Default { get; } =
        schemas.FirstOrDefault(schema => schema.Key == MediaType.Any).Value;

    /// <summary>Finds the schema for bodies of a content type; null where there is none.</summary>
    /// <returns>False where the header names no media type.</returns>
    public bool TryFind(string? contentType, out CompiledSchema? schema)
    {
        schema = FindNamed(MediaType.GetName(contentType));
        if (schema is not null)
        {
            return true;
        }

        // "application / json" is JSON for whoever binds it.
        var name = MediaType.ParseName(contentType);
        schema = FindNamed(name) ?? Default;
        return name is not null;
    }

    private CompiledSchema? FindNamed(ReadOnlySpan<char> name)
    {
        foreach (var schema in _schemas)
        {
            if (name.Equals(schema.Key, StringComparison.OrdinalIgnoreCase))
            {
                return schema.Value;
            }
        }

        return null;
    }
}
