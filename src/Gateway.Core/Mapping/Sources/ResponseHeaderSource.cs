using Microsoft.Extensions.Primitives;

namespace Gateway.Core.Mapping.Sources;

/// <summary>The last line of a response's header, as the handler has set it, or all of them joined by commas.</summary>
internal sealed class ResponseHeaderSource(string name, bool takesAll) : MappingSource
{
    public override bool IsOfSender => true;

    public override StringValues Read(ref MappingInput input) =>
        HeaderValues.Take(input.Feature.Response.Headers[name], takesAll);
}
