namespace Gateway.Core.Mapping.Templates;

/// <summary>How values are encoded in what a template writes.</summary>
internal enum TemplateContentType
{
    /// <summary>By their place: as a value, inside a string, as a key.</summary>
    Json,

    /// <summary>XML and HTML: text in which no character is markup.</summary>
    Markup,

    /// <summary>A form: every value percent-encoded.</summary>
    Form,

    /// <summary>Text as it is.</summary>
    Text,
}
