using Gateway.Core.Mapping.Templates.Nodes;
using Gateway.Core.Mapping.Templates.Runs;
using Gateway.Core.Mapping.Templates.Values;
using Gateway.Core.Pipeline;

namespace Gateway.Core.Mapping.Templates.Model;

/// <summary>A text that the request has under a name which is only known then.</summary>
internal sealed class NamedExpression(TemplateExpression name, Func<GatewayFeature, string, string?> read) : TemplateExpression
{
    public override TemplateValue Evaluate(ref TemplateRun run)
    {
        var text = ValueText.Get(ref run, name.Evaluate(ref run));
        return text is not null && run.TrySpendOnBytes(text.Length) ? TemplateValue.OfText(read(run.Feature, text)) : TemplateValue.Null;
    }
}
