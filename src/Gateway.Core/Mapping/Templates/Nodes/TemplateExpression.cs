using Gateway.Core.Mapping.Templates.Runs;
using Gateway.Core.Mapping.Templates.Values;

namespace Gateway.Core.Mapping.Templates.Nodes;

/// <summary>A part of a template that has a value.</summary>
internal abstract class TemplateExpression
{
    /// <summary>The value of a literal, which is the same for every request; else nothing.</summary>
    public virtual TemplateValue? Constant => null;

    /// <returns>Null also where the run has stopped.</returns>
    public abstract TemplateValue Evaluate(ref TemplateRun run);
}
