using System.Net.Mime;
using Gateway.Core.Pipeline.Bodies;
using Microsoft.Extensions.Primitives;

namespace Gateway.Core.Mapping.Templates;

/// <summary>An endpoint's request templates by content type, and what becomes of other bodies.</summary>
/// <param name="templates">By the caller's media type in lower case, or <c>$default</c>.</param>
/// <param name="passthrough">What becomes of a body that none is for.</param>
internal sealed class RequestTemplates(KeyValuePair<string, MediaTemplate>[] templates, PassthroughBehavior passthrough)
{
    private readonly bool _passesOthers = passthrough == PassthroughBehavior.WhenNoMatch
        || (passthrough == PassthroughBehavior.WhenNoTemplates && templates.Length == 0);

    /// <summary>Finds the template for a body, by the reference's rules (passthrough behaviors).</summary>
    /// <returns>False where the body is refused.</returns>
    /// <param name="contentType">As the caller has sent it; missing, it counts as JSON.</param>
    /// <param name="template">Null where the body passes as it is.</param>
    public bool TryFind(in StringValues contentType, out MediaTemplate? template)
    {
        template = contentType.Count > 1 ? null
            : Find(contentType.Count == 0 ? MediaTypeNames.Application.Json : MediaType.GetName(contentType[0])) ?? Find(MediaType.Any);
        return template is not null || (_passesOthers && contentType.Count <= 1);
    }

    private MediaTemplate? Find(ReadOnlySpan<char> mediaType)
    {
        foreach (var template in templates)
        {
            if (mediaType.Equals(template.Key, StringComparison.OrdinalIgnoreCase))
            {
                return template.Value;
            }
        }

        return null;
    }
}
