using Gateway.Core.Mapping.Templates.Runs;
using Gateway.Core.Mapping.Templates.Values;

namespace Gateway.Core.Mapping.Templates.Nodes.Expressions;

/// <summary>Whether any of several questions is true; those behind it are not asked.</summary>
internal sealed class AnyExpression(TemplateExpression[] questions) : TemplateExpression
{
    public override TemplateValue Evaluate(ref TemplateRun run)
    {
        foreach (var question in questions)
        {
            if (question.Evaluate(ref run).IsTrue)
            {
                return TemplateValue.OfBoolean(true);
            }
        }

        return TemplateValue.OfBoolean(false);
    }
}
