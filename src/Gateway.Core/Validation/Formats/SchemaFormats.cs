namespace Gateway.Core.Validation.Formats;

/// <summary>The formats a schema can ask for by name, and the draft of JSON Schema that brought each.</summary>
internal static class SchemaFormats
{
    // A later row of the same name replaces the earlier one from its draft on. Draft 4 and 6 take a host name as RFC 1034 has it, draft 7 adds
    // the rules of the labels that RFC 5891 derives; 2020-12 cites a relative pointer that can move along an array.
    private static readonly (string Name, int Since, FormatCheck Check)[] Formats =
    [
        ("date-time", 4, DateTimeFormats.IsDateTime),
        ("email", 4, EmailFormats.IsEmail),
        ("hostname", 4, HostFormats.IsHostname),
        ("ipv4", 4, AddressFormats.IsIpv4),
        ("ipv6", 4, AddressFormats.IsIpv6),
        ("uri", 4, UriFormats.IsUri),
        ("uri-reference", 6, UriFormats.IsUriReference),
        ("uri-template", 6, UriTemplateFormats.IsUriTemplate),
        ("json-pointer", 6, PointerFormats.IsJsonPointer),
        ("date", 7, DateTimeFormats.IsDate),
        ("time", 7, DateTimeFormats.IsTime),
        ("hostname", 7, HostFormats.IsHostnameWithALabels),
        ("idn-email", 7, EmailFormats.IsIdnEmail),
        ("idn-hostname", 7, HostFormats.IsIdnHostname),
        ("iri", 7, UriFormats.IsIri),
        ("iri-reference", 7, UriFormats.IsIriReference),
        ("relative-json-pointer", 7, PointerFormats.IsRelativeJsonPointer),
        ("duration", 2020, DurationFormats.IsDuration),
        ("relative-json-pointer", 2020, PointerFormats.IsRelativeJsonPointerWithIndexMove),
        ("uuid", 2020, UuidFormats.IsUuid),
    ];

    /// <param name="name">The value of the schema's <c>format</c>.</param>
    /// <param name="draft">4, 6, 7 or 2020.</param>
    /// <returns>Null where the draft does not know the format.</returns>
    public static FormatCheck? Find(string name, int draft) =>
        Array.FindLast(Formats, format => format.Since <= draft && string.Equals(format.Name, name, StringComparison.Ordinal)).Check;
}
