using Gateway.Core.Mapping.Templates.Values;

namespace Gateway.Core.Mapping.Templates.Functions;

/// <summary>Functions between texts and the values that they are as JSON.</summary>
internal static class JsonFunctions
{
    public static readonly TemplateFunction[] All =
    [
        new("json", 1, 1, (ref run, scoped arguments) => JsonValues.Read(ref run, arguments[0])),
    ];
}
