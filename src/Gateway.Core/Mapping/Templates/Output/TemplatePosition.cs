namespace Gateway.Core.Mapping.Templates.Output;

/// <summary>Where an expression stands in what a template writes, which says how its value is written.</summary>
internal enum TemplatePosition
{
    /// <summary>In text of a media type other than JSON, or in a capture.</summary>
    Text,

    /// <summary>Where JSON has a value.</summary>
    Value,

    /// <summary>Inside a string or a key whose quotation marks the template wrote.</summary>
    InText,

    /// <summary>Where JSON has a key.</summary>
    Key,
}
