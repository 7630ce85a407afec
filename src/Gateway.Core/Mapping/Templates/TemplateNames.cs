using System.Collections.Frozen;
using Gateway.Core.Mapping.Templates.Model;
using Gateway.Core.Mapping.Templates.Runs;
using Gateway.Core.Pipeline;

namespace Gateway.Core.Mapping.Templates;

/// <summary>The names that templates are given, and the memory that they run in. One for all templates of an app.</summary>
internal sealed class TemplateNames(IReadOnlyDictionary<string, ITemplateRoot> roots)
{
    public TemplateNames(ContextVariableTable variables)
        : this(new Dictionary<string, ITemplateRoot>
        {
            ["input"] = new InputRoot(),
            ["context"] = new ContextRoot(variables),
            ["stageVariables"] = new StageVariablesRoot(),
            ["util"] = new UtilRoot(),
        })
    {
    }

    public FrozenDictionary<string, ITemplateRoot> Roots { get; } = roots.ToFrozenDictionary(StringComparer.Ordinal);

    public TemplateWorkspacePool Workspaces { get; } = new();
}
