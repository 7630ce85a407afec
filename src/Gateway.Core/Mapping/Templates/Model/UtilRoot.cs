using System.Collections.Frozen;
using Gateway.Core.Mapping.Templates.Functions;
using Gateway.Core.Mapping.Templates.Nodes;

namespace Gateway.Core.Mapping.Templates.Model;

/// <summary><c>util.*</c>: the reference's functions of texts.</summary>
internal sealed class UtilRoot : ITemplateRoot
{
    private static readonly FrozenDictionary<string, TemplateFunction> Functions =
        UtilFunctions.All.ToFrozenDictionary(function => function.Name, StringComparer.Ordinal);

    public TemplateExpression Resolve(ReadOnlySpan<TemplateAccess> chain, out int used)
    {
        used = 2;
        return chain is [{ Name: { } name }, { Arguments: [var argument] }, ..] && Functions.TryGetValue(name, out var function)
            ? new CallExpression(function, [argument])
            : throw new FormatException(
                "this is not known of util. Known, each with one argument: "
                + $"{string.Join(", ", Functions.Keys.Order(StringComparer.Ordinal).Select(known => "util." + known))}.");
    }
}
