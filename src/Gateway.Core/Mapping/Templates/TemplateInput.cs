using Gateway.Core.Pipeline;

namespace Gateway.Core.Mapping.Templates;

/// <summary>What a template is rendered from.</summary>
/// <param name="feature">The request.</param>
/// <param name="body">The body of the request or, on the way back, of the response; empty where the template does not need it.</param>
/// <param name="budget">How much work it may be.</param>
internal readonly ref struct TemplateInput(GatewayFeature feature, ReadOnlySpan<byte> body, TemplateBudget budget)
{
    public GatewayFeature Feature { get; } = feature;

    public ReadOnlySpan<byte> Body { get; } = body;

    public TemplateBudget Budget { get; } = budget;
}
