namespace Gateway.Core.Validation.Parameters;

/// <summary>Lists the parameters that requests need.</summary>
/// <remarks>
/// A schema sees the value as a string, and where that reads as a number or as <c>true</c> or <c>false</c>, as that value, too. Where the
/// schema is about arrays and not about strings, it sees all values of the parameter; else a parameter that comes more than once is refused,
/// because what a handler binds is then the joined text. A number has to be written as in JSON, without white space around it.
/// </remarks>
public sealed class RequestParameterBuilder
{
    internal RequestParameterBuilder()
    {
    }

    internal List<RequestParameter> Parameters { get; } = [];

    /// <summary>Lists a header.</summary>
    /// <param name="name">Its name, in any case.</param>
    /// <param name="schema">A JSON Schema for its value, such as <c>{"type":"integer"}</c>; null for any that is not blank.</param>
    /// <param name="isRequired">False for one that may be missing and only has to be as the schema wants it when it is there.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    public RequestParameterBuilder Header(string name, string? schema = null, bool isRequired = true) =>
        Add(RequestParameterLocation.Header, name, schema, isRequired);

    /// <summary>Lists a parameter of the query string.</summary>
    /// <param name="name">Its name, in any case.</param>
    /// <param name="schema">A JSON Schema for its value, such as <c>{"type":"integer"}</c>; null for any that is not blank.</param>
    /// <param name="isRequired">False for one that may be missing and only has to be as the schema wants it when it is there.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    public RequestParameterBuilder Query(string name, string? schema = null, bool isRequired = true) =>
        Add(RequestParameterLocation.Query, name, schema, isRequired);

    /// <summary>Lists a value of the route.</summary>
    /// <param name="name">Its name in the route pattern. One that is not there stops the start.</param>
    /// <param name="schema">A JSON Schema for its value, such as <c>{"type":"integer"}</c>; null for any that is not blank.</param>
    /// <param name="isRequired">False for one that may be missing and only has to be as the schema wants it when it is there.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    public RequestParameterBuilder Route(string name, string? schema = null, bool isRequired = true) =>
        Add(RequestParameterLocation.Path, name, schema, isRequired);

    private RequestParameterBuilder Add(RequestParameterLocation location, string name, string? schema, bool isRequired)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Parameters.Add(new RequestParameter(location, name, schema, isRequired));
        return this;
    }
}
