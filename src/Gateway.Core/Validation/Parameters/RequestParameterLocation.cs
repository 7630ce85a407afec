namespace Gateway.Core.Validation.Parameters;

/// <summary>Where a parameter is read from, in the order in which the reference lists what is missing.</summary>
internal enum RequestParameterLocation
{
    Header,
    Path,
    Query,
}
