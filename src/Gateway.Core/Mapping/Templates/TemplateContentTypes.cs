namespace Gateway.Core.Mapping.Templates;

/// <summary>Which media types a template can write.</summary>
internal static class TemplateContentTypes
{
    /// <summary>For messages.</summary>
    public const string Known =
        "application/json, */*+json, application/xml, text/xml, */*+xml, text/html, text/plain or application/x-www-form-urlencoded";

    /// <param name="mediaType">Without parameters, as in <c>application/json</c>.</param>
    /// <param name="contentType">How values are encoded for it.</param>
    /// <returns>False where it is not known how; the start must stop then, because a value could break out.</returns>
    public static bool TryGet(string mediaType, out TemplateContentType contentType)
    {
        var type = mediaType.ToLowerInvariant();
        contentType = type switch
        {
            "application/json" => TemplateContentType.Json,
            "application/xml" or "text/xml" or "text/html" => TemplateContentType.Markup,
            "application/x-www-form-urlencoded" => TemplateContentType.Form,
            "text/plain" => TemplateContentType.Text,
            _ when type.EndsWith("+json", StringComparison.Ordinal) => TemplateContentType.Json,
            _ when type.EndsWith("+xml", StringComparison.Ordinal) => TemplateContentType.Markup,
            _ => (TemplateContentType)(-1),
        };
        return contentType >= 0;
    }
}
