using Gateway.Core.Pipeline;

namespace Gateway.Core.Tests.Support;

/// <summary>One set of definitions that stays.</summary>
internal sealed class FixedDefinitions(params object[] definitions) : IDefinitionSource
{
    public DefinitionSet Current { get; } = new(definitions);
}
