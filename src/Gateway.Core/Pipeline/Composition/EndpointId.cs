using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Gateway.Core.Pipeline.Composition;

/// <summary>
/// The name under which an endpoint's state and configuration are kept:
/// <code>
/// id      = methods SP pattern [ SP hosts ]      GET /orders/{id}      ANY /hub      GET,POST /a api.example.com
/// methods = "ANY" | method *( "," method )       sorted
/// pattern = the route without constraints and defaults
/// </code>
/// It never contains ":", which separates configuration keys.
/// </summary>
internal static class EndpointId
{
    public static string Create(EndpointMetadataCollection metadata, RoutePattern? pattern, string? displayName)
    {
        if (metadata.GetMetadata<EndpointIdMetadata>() is { } own)
        {
            return own.Id;
        }

        var route = FormatPattern(pattern);
        if (route is null)
        {
            return WithoutColon(displayName ?? "unnamed");
        }

        var methods = metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods;
        var id = new StringBuilder()
            .Append(methods is { Count: > 0 } ? string.Join(',', methods.Order(StringComparer.Ordinal)) : "ANY")
            .Append(' ')
            .Append(route);
        if (metadata.GetMetadata<IHostMetadata>()?.Hosts is { Count: > 0 } hosts)
        {
            id.Append(' ').AppendJoin(',', hosts.Order(StringComparer.Ordinal));
        }

        return WithoutColon(id.ToString());
    }

    public static string? FormatPattern(RoutePattern? pattern)
    {
        if (pattern is null)
        {
            return null;
        }

        var text = new StringBuilder();
        foreach (var segment in pattern.PathSegments)
        {
            text.Append('/');
            foreach (var part in segment.Parts)
            {
                Append(text, part);
            }
        }

        return text.Length == 0 ? "/" : text.ToString();
    }

    private static void Append(StringBuilder text, RoutePatternPart part)
    {
        switch (part)
        {
            case RoutePatternLiteralPart literal:
                text.Append(literal.Content);
                break;
            case RoutePatternSeparatorPart separator:
                text.Append(separator.Content);
                break;
            case RoutePatternParameterPart parameter:
                text.Append('{')
                    .Append(parameter.IsCatchAll ? parameter.EncodeSlashes ? "*" : "**" : "")
                    .Append(parameter.Name)
                    .Append(parameter.IsOptional ? "?}" : "}");
                break;
        }
    }

    private static string WithoutColon(string id) => id.Replace(':', '#');
}
