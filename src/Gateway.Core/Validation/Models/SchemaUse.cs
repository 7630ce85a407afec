namespace Gateway.Core.Validation.Models;

/// <summary>What a schema is compiled for: by it documents are read.</summary>
internal enum SchemaUse
{
    /// <summary>Bodies that a minimal API's handler binds.</summary>
    MinimalApiBody,

    /// <summary>Bodies that an MVC action binds.</summary>
    MvcBody,

    /// <summary>Bodies that a minimal API's handler has written.</summary>
    MinimalApiResponse,

    /// <summary>Bodies that an MVC action has written.</summary>
    MvcResponse,

    /// <summary>Values of parameters.</summary>
    Parameter,
}
