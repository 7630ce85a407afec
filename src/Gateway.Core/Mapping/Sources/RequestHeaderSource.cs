using Microsoft.Extensions.Primitives;

namespace Gateway.Core.Mapping.Sources;

/// <summary>The last line of a request's header, or all of them joined by commas.</summary>
internal sealed class RequestHeaderSource(string name, bool takesAll) : MappingSource
{
    public override bool IsOfSender => true;

    public override string? Name => name;

    public override StringValues Read(ref MappingInput input) =>
        HeaderValues.Take(input.Feature.RequestHeaders[name], takesAll);
}
