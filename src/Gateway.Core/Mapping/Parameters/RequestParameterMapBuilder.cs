using Gateway.Core.Pipeline;
using Microsoft.Extensions.Primitives;

namespace Gateway.Core.Mapping.Parameters;

/// <summary>Lists what the handler gets as headers, query parameters and route values, and from where.</summary>
/// <remarks>
/// <para>An expression is one of the reference's: <c>method.request.path.NAME</c>, <c>method.request.querystring.NAME</c>,
/// <c>method.request.multivaluequerystring.NAME</c>, <c>method.request.header.NAME</c>, <c>method.request.multivalueheader.NAME</c>,
/// <c>method.request.body</c>, <c>method.request.body.PATH</c> (a JSON path without <c>$.</c>), <c>stageVariables.NAME</c>,
/// <c>context.NAME</c>, or <c>'constant'</c>. What is wrong with one stops the start.</para>
/// <para>All sources are read before anything is written. A source without a value leaves its target alone; where the client does not write
/// that source itself (<c>context</c>, <c>stageVariables</c>, a delegate), what the client sent in the target's place is removed.</para>
/// </remarks>
public sealed class RequestParameterMapBuilder
{
    internal RequestParameterMapBuilder()
    {
    }

    internal List<ParameterMapping> Mappings { get; } = [];

    /// <summary>Sets a header from an expression, in place of what the client sent under its name.</summary>
    /// <param name="name">The header.</param>
    /// <param name="expression">Where its value is from. Line ends and other control characters in it are percent-encoded.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is no name of a header, or <paramref name="expression"/> is null or empty.</exception>
    public RequestParameterMapBuilder Header(string name, string expression) => Add(HeaderMapping.Create(name, expression));

    /// <summary>Sets a header from code.</summary>
    /// <param name="name">The header.</param>
    /// <param name="read">Gives its value: a text, several, or null for none. It must not change the request.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is no name of a header.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="read"/> is null.</exception>
    public RequestParameterMapBuilder Header(string name, Func<GatewayContext, StringValues> read) => Add(HeaderMapping.Create(name, read));

    /// <summary>Removes a header.</summary>
    /// <param name="name">The header.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is no name of a header.</exception>
    public RequestParameterMapBuilder RemoveHeader(string name) => Add(HeaderMapping.CreateRemoval(name));

    /// <summary>Sets a query parameter from an expression, in place of what the client sent under its name.</summary>
    /// <param name="name">The parameter; it is compared without regard to case, as handlers do.</param>
    /// <param name="expression">Where its value is from. Several values become several parameters.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> or <paramref name="expression"/> is null or empty.</exception>
    public RequestParameterMapBuilder Query(string name, string expression) => Add(MappingTarget.Query, name, expression);

    /// <summary>Sets a query parameter from code.</summary>
    /// <param name="name">The parameter.</param>
    /// <param name="read">Gives its value: a text, several, or null for none. It must not change the request.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="read"/> is null.</exception>
    public RequestParameterMapBuilder Query(string name, Func<GatewayContext, StringValues> read) => Add(MappingTarget.Query, name, read);

    /// <summary>Removes a query parameter.</summary>
    /// <param name="name">The parameter.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    public RequestParameterMapBuilder RemoveQuery(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return Add(new ParameterMapping(MappingTarget.Query, name));
    }

    /// <summary>Sets a route value from an expression.</summary>
    /// <param name="name">Its name in the route pattern. One that is not there stops the start.</param>
    /// <param name="expression">Where its value is from. It is not held against the pattern's constraints; the handler's binding still fails on what it cannot read.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> or <paramref name="expression"/> is null or empty.</exception>
    public RequestParameterMapBuilder Route(string name, string expression) => Add(MappingTarget.Route, name, expression);

    /// <summary>Sets a route value from code.</summary>
    /// <param name="name">Its name in the route pattern. One that is not there stops the start.</param>
    /// <param name="read">Gives its value, or null for none. It must not change the request.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="read"/> is null.</exception>
    public RequestParameterMapBuilder Route(string name, Func<GatewayContext, StringValues> read) => Add(MappingTarget.Route, name, read);

    private RequestParameterMapBuilder Add(MappingTarget target, string name, string expression)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentException.ThrowIfNullOrEmpty(expression);
        return Add(new ParameterMapping(target, name, expression));
    }

    private RequestParameterMapBuilder Add(MappingTarget target, string name, Func<GatewayContext, StringValues> read)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(read);
        return Add(new ParameterMapping(target, name, Read: read));
    }

    private RequestParameterMapBuilder Add(ParameterMapping mapping)
    {
        Mappings.Add(mapping);
        return this;
    }
}
