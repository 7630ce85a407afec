using Gateway.Core.Mapping.Templates.Nodes;
using Gateway.Core.Mapping.Templates.Runs;
using Gateway.Core.Mapping.Templates.Values;

namespace Gateway.Core.Mapping.Templates.Model;

/// <summary>The body, which is read as JSON when it is first asked for; null where it is empty.</summary>
internal sealed class BodyExpression : TemplateExpression, IReadsBody
{
    public override TemplateValue Evaluate(ref TemplateRun run) => run.ReadBody();
}
