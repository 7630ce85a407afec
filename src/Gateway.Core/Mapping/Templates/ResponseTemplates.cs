using System.Net.Mime;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Gateway.Core.Mapping.Templates;

/// <summary>The response templates for one status, by what the caller accepts.</summary>
/// <param name="templates">At least one, in the order of their adding.</param>
internal sealed class ResponseTemplates(IReadOnlyList<MediaTemplate> templates)
{
    private const int MaxAcceptRanges = 32;

    private readonly MediaTemplate _default =
        templates.FirstOrDefault(template => template.ContentType == MediaTypeNames.Application.Json) ?? templates[0];

    private readonly (MediaTypeHeaderValue Type, MediaTemplate Template)[] _byType =
        [.. templates.Select(template => (MediaTypeHeaderValue.Parse(template.ContentType), template))];

    /// <summary>What the caller likes best, else JSON, else the first.</summary>
    /// <param name="accept">As the caller has sent it.</param>
    public MediaTemplate Select(in StringValues accept)
    {
        if (_byType.Length == 1 || accept.Count == 0 || !MediaTypeHeaderValue.TryParseList(accept!, out var ranges))
        {
            return _default;
        }

        foreach (var range in ranges.Take(MaxAcceptRanges).Where(range => range.Quality is null or > 0).OrderByDescending(range => range.Quality ?? 1))
        {
            foreach (var (type, template) in _byType)
            {
                if (type.IsSubsetOf(range))
                {
                    return template;
                }
            }
        }

        return _default;
    }
}
