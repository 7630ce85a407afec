namespace Gateway.Core.Validation.Formats;

/// <summary>The formats a schema can ask for by name, and the draft of JSON Schema that brought each.</summary>
internal static class SchemaFormats
{
    // Not regex, which only annotates: reading a pattern from a request takes sets of code points, 6 s and 1.9 GB for 80 texts of 4,096 characters.
    //
    // A later row of the same name replaces the earlier one from its draft on. Draft 4 and 6 take a host name as RFC 1034 has it, draft 7 adds
    // the rules of the labels that RFC 5891 derives; 2020-12 cites a relative pointer that can move along an array.
    private static readonly (string Name, JsonSchemaDraft Since, FormatCheck Check)[] Formats =
    [
        ("date-time", JsonSchemaDraft.Draft4, DateTimeFormats.IsDateTime),
        ("email", JsonSchemaDraft.Draft4, EmailFormats.IsEmail),
        ("hostname", JsonSchemaDraft.Draft4, HostFormats.IsHostname),
        ("ipv4", JsonSchemaDraft.Draft4, AddressFormats.IsIpv4),
        ("ipv6", JsonSchemaDraft.Draft4, AddressFormats.IsIpv6),
        ("uri", JsonSchemaDraft.Draft4, UriFormats.IsUri),
        ("uri-reference", JsonSchemaDraft.Draft6, UriFormats.IsUriReference),
        ("uri-template", JsonSchemaDraft.Draft6, UriTemplateFormats.IsUriTemplate),
        ("json-pointer", JsonSchemaDraft.Draft6, PointerFormats.IsJsonPointer),
        ("date", JsonSchemaDraft.Draft7, DateTimeFormats.IsDate),
        ("time", JsonSchemaDraft.Draft7, DateTimeFormats.IsTime),
        ("hostname", JsonSchemaDraft.Draft7, HostFormats.IsHostnameWithALabels),
        ("idn-email", JsonSchemaDraft.Draft7, EmailFormats.IsIdnEmail),
        ("idn-hostname", JsonSchemaDraft.Draft7, HostFormats.IsIdnHostname),
        ("iri", JsonSchemaDraft.Draft7, UriFormats.IsIri),
        ("iri-reference", JsonSchemaDraft.Draft7, UriFormats.IsIriReference),
        ("relative-json-pointer", JsonSchemaDraft.Draft7, PointerFormats.IsRelativeJsonPointer),
        ("duration", JsonSchemaDraft.Draft202012, DurationFormats.IsDuration),
        ("relative-json-pointer", JsonSchemaDraft.Draft202012, PointerFormats.IsRelativeJsonPointerWithIndexMove),
        ("uuid", JsonSchemaDraft.Draft202012, UuidFormats.IsUuid),
    ];

    /// <param name="name">The value of the schema's <c>format</c>.</param>
    /// <param name="draft">The schema's draft.</param>
    /// <returns>Null where the draft does not know the format.</returns>
    public static FormatCheck? Find(string name, JsonSchemaDraft draft) =>
        Array.FindLast(Formats, format => format.Since <= draft && string.Equals(format.Name, name, StringComparison.Ordinal)).Check;
}
