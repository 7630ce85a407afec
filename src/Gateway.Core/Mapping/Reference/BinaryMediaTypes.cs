using Gateway.Core.Pipeline.Bodies;

namespace Gateway.Core.Mapping.Reference;

/// <summary>Which media types are binary: by name, by kind (<c>image/*</c>), or all of them (<c>*/*</c>).</summary>
internal sealed class BinaryMediaTypes(MappingOptions options)
{
    private const string All = "*/*";

    private readonly HashSet<string> _types =
        new(options.BinaryMediaTypes.Where(type => type.Value).Select(type => type.Key.Trim()), StringComparer.OrdinalIgnoreCase);

    public bool Contains(string? contentType)
    {
        var name = MediaType.GetName(contentType).ToString();
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && (_types.Contains(name) || _types.Contains(name[..slash] + "/*") || _types.Contains(All));
    }
}
