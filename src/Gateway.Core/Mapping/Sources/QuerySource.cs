using Microsoft.Extensions.Primitives;

namespace Gateway.Core.Mapping.Sources;

/// <summary>The last value of a query parameter, or all of them.</summary>
internal sealed class QuerySource(string name, bool takesAll) : MappingSource
{
    public override bool IsOfSender => true;

    public override string Location => "query";

    public override string? Name => name;

    public override StringValues Read(ref MappingInput input)
    {
        var values = input.Feature.HttpContext.Request.Query[name];
        return values.Count <= 1 || takesAll ? values : values[^1];
    }
}
