using Gateway.Core.Mapping.Templates.Nodes;
using Gateway.Core.Mapping.Templates.Runs;
using Gateway.Core.Mapping.Templates.Values;
using Gateway.Core.Pipeline;

namespace Gateway.Core.Mapping.Templates.Model;

/// <summary>A text that the request has under a name which the template has.</summary>
internal sealed class FeatureExpression(Func<GatewayFeature, string?> read) : TemplateExpression
{
    public override TemplateValue Evaluate(ref TemplateRun run) =>
        run.TrySpend(1) ? TemplateValue.OfText(read(run.Feature)) : TemplateValue.Null;
}
