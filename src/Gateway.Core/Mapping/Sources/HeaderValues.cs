using Microsoft.Extensions.Primitives;

namespace Gateway.Core.Mapping.Sources;

internal static class HeaderValues
{
    public static StringValues Take(in StringValues values, bool takesAll) => values.Count <= 1 ? values : takesAll ? string.Join(',', values!) : values[^1];
}
