using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace Gateway.Core.Mapping.Sources;

/// <summary>A value of the route.</summary>
internal sealed class RouteSource(string name) : MappingSource
{
    public override bool IsOfSender => true;

    public override string Location => "path";

    public override string? Name => name;

    public override StringValues Read(ref MappingInput input) =>
        input.Feature.HttpContext.Request.RouteValues.TryGetValue(name, out var value)
            ? value as string ?? Convert.ToString(value, CultureInfo.InvariantCulture)
            : null;
}
