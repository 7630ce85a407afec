using Gateway.Core.Mapping.Paths;
using Gateway.Core.Mapping.Templates.Nodes;
using Gateway.Core.Mapping.Templates.Runs;
using Gateway.Core.Mapping.Templates.Values;

namespace Gateway.Core.Mapping.Templates.Model;

/// <summary>What a path finds in the body: one value, or a list for a path that may find several.</summary>
internal sealed class PathExpression(JsonPath path, bool isJson) : TemplateExpression, IReadsBody
{
    public override TemplateValue Evaluate(ref TemplateRun run)
    {
        var value = run.Select(path);
        return isJson ? value.AsJson() : value;
    }
}
