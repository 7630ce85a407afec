using Gateway.Core.Pipeline;
using Microsoft.Extensions.Primitives;

namespace Gateway.Core.Mapping.Parameters;

/// <summary>Lists what the caller gets as status and headers, and from where.</summary>
/// <remarks>
/// An expression is one of the reference's: <c>integration.response.header.NAME</c>, <c>integration.response.multivalueheader.NAME</c>,
/// <c>integration.response.body</c>, <c>integration.response.body.PATH</c> (a JSON path without <c>$.</c>), <c>stageVariables.NAME</c>,
/// <c>context.NAME</c>, or <c>'constant'</c>. All sources are read from the handler's response before anything is written; one without a
/// value leaves its target alone. A response that is streamed, such as server-sent events, has no body to read from. Where a body is read,
/// the response is mapped before it starts, and headers that the handler adds as it starts (<c>OnStarting</c>) are not seen.
/// </remarks>
public sealed class ResponseParameterMapBuilder
{
    internal ResponseParameterMapBuilder()
    {
    }

    internal List<ParameterMapping> Mappings { get; } = [];

    internal List<string> LocationHosts { get; } = [];

    internal int? StatusCode { get; private set; }

    /// <summary>Sets the status that the caller gets.</summary>
    /// <param name="status">200 to 599. The body stays; a status that has none (204, 205, 304) drops it.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="status"/> is not in its range.</exception>
    public ResponseParameterMapBuilder Status(int status)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 200);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, 599);
        StatusCode = status;
        return this;
    }

    /// <summary>Sets a header from an expression, in place of what the handler set.</summary>
    /// <param name="name">The header.</param>
    /// <param name="expression">Where its value is from. Characters other than printable ASCII are percent-encoded in UTF-8.</param>
    /// <returns>This builder.</returns>
    /// <remarks>
    /// <c>Location</c> and <c>Content-Location</c> lead to this host only, by a path that begins with one slash, unless
    /// <see cref="AllowLocationHosts"/> names more, or the value is a constant or a stage variable. Another value is left out.
    /// </remarks>
    /// <exception cref="ArgumentException"><paramref name="name"/> is no name of a header, or <paramref name="expression"/> is null or empty.</exception>
    public ResponseParameterMapBuilder Header(string name, string expression) => Add(HeaderMapping.Create(name, expression));

    /// <summary>Sets a header from code.</summary>
    /// <param name="name">The header. For <c>Location</c> and <c>Content-Location</c>, see <see cref="Header(string, string)"/>.</param>
    /// <param name="read">Gives its value: a text, several, or null for none. It must not change the response.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is no name of a header.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="read"/> is null.</exception>
    public ResponseParameterMapBuilder Header(string name, Func<GatewayContext, StringValues> read) => Add(HeaderMapping.Create(name, read));

    /// <summary>Removes a header.</summary>
    /// <param name="name">The header.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is no name of a header.</exception>
    public ResponseParameterMapBuilder RemoveHeader(string name) => Add(HeaderMapping.CreateRemoval(name));

    /// <summary>Names hosts to which a mapped <c>Location</c> or <c>Content-Location</c> may lead besides this one.</summary>
    /// <param name="hosts">Hosts without scheme, such as <c>shop.example</c>, with a port where it is not the scheme's own. Only http and https lead there.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException">One is no host.</exception>
    public ResponseParameterMapBuilder AllowLocationHosts(params ReadOnlySpan<string> hosts)
    {
        foreach (var host in hosts)
        {
            LocationHosts.Add(LocationCheck.NormalizeHost(host));
        }

        return this;
    }

    private ResponseParameterMapBuilder Add(ParameterMapping mapping)
    {
        Mappings.Add(mapping);
        return this;
    }
}
