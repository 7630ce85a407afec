namespace Gateway.Core.Validation.Parameters;

/// <summary>A parameter that requests need, or that has to be as a schema wants it where it is there.</summary>
internal sealed record RequestParameter(RequestParameterLocation Location, string Name, string? Schema, bool IsRequired);
