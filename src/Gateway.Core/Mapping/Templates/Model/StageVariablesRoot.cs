using Gateway.Core.Mapping.Templates.Nodes;
using Gateway.Core.Pipeline;

namespace Gateway.Core.Mapping.Templates.Model;

/// <summary><c>stageVariables.*</c>: those of the stage that the request runs in; null for one that it has not.</summary>
internal sealed class StageVariablesRoot : ITemplateRoot
{
    public TemplateExpression Resolve(ReadOnlySpan<TemplateAccess> chain, out int used)
    {
        used = 1;
        return chain switch
        {
            [{ Name: { } name }, ..] => new FeatureExpression(feature => Read(feature, name)),
            [{ Index: { } index }, ..] => new NamedExpression(index, Read),
            _ => throw new FormatException("stageVariables needs a name: stageVariables.NAME or stageVariables[\"NAME\"]."),
        };
    }

    private static string? Read(GatewayFeature feature, string name) => feature.Stage.Variables.GetValueOrDefault(name);
}
