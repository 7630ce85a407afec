namespace Gateway.Core.Validation;

/// <summary>Which parts of a request are validated, of those that the endpoint has something declared for.</summary>
public enum RequestValidationMode
{
    /// <summary>Parameters and body.</summary>
    ParametersAndBody,

    /// <summary>Parameters only; the body passes as it is.</summary>
    Parameters,

    /// <summary>The body only; parameters pass as they are.</summary>
    Body,
}
