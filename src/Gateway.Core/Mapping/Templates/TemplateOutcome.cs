namespace Gateway.Core.Mapping.Templates;

/// <summary>What came of a template on a request or response. Unless it is <see cref="Rendered"/>, nothing that was written may be sent.</summary>
internal enum TemplateOutcome
{
    Rendered,

    /// <summary>What it wrote is no JSON: a comma too many, a value too few.</summary>
    InvalidOutput,

    /// <summary>It would take more steps, depth or bytes than allowed.</summary>
    TooComplex,

    /// <summary>It needs the body, which is no JSON, or none that can be read without doubt.</summary>
    BodyMalformed,

    /// <summary>An operator or function got a value that it cannot take, such as a text to subtract from.</summary>
    OperandInvalid,
}
