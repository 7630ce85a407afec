using Gateway.Core.Pipeline;
using Microsoft.Extensions.Primitives;

namespace Gateway.Core.Mapping.Parameters;

/// <summary>Mappings onto headers, as a request and a response have them.</summary>
internal static class HeaderMapping
{
    public static ParameterMapping Create(string name, string expression)
    {
        ArgumentException.ThrowIfNullOrEmpty(expression);
        return new ParameterMapping(MappingTarget.Header, Check(name), expression);
    }

    public static ParameterMapping Create(string name, Func<GatewayContext, StringValues> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        return new ParameterMapping(MappingTarget.Header, Check(name), Read: read);
    }

    public static ParameterMapping CreateRemoval(string name) => new(MappingTarget.Header, Check(name));

    private static string Check(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return HeaderText.IsName(name) ? name : throw new ArgumentException($"'{name}' is not the name of a header (RFC 9110 section 5.1).", nameof(name));
    }
}
