using Gateway.Core.Mapping.Templates.Nodes;
using Gateway.Core.Pipeline;

namespace Gateway.Core.Mapping.Templates.Model;

/// <summary><c>context.*</c>: the context variables, whose names have dots themselves.</summary>
internal sealed class ContextRoot(ContextVariableTable variables) : ITemplateRoot
{
    public TemplateExpression Resolve(ReadOnlySpan<TemplateAccess> chain, out int used)
    {
        var names = new List<string>();
        foreach (var access in chain)
        {
            if (access.Name is null)
            {
                break;
            }

            names.Add(access.Name);
        }

        for (used = names.Count; used > 0; used--)
        {
            if (variables.TryGet(string.Join('.', names.Take(used)), out var read))
            {
                return new FeatureExpression(read);
            }
        }

        throw new FormatException(
            $"context.{string.Join('.', names)} is not a context variable. Known: "
            + $"{string.Join(", ", variables.Names.Order(StringComparer.Ordinal))}, authorizer.NAME.");
    }
}
