using Gateway.Core.Pipeline;

namespace Gateway.Core.Tests.Support;

/// <summary>A set of definitions that nothing replaces.</summary>
internal sealed class FixedDefinitions(params object[] definitions) : IDefinitionSource
{
    public DefinitionSet Current { get; } = new(new GatewayStage(GatewayStage.DefaultName, []), definitions);
}
