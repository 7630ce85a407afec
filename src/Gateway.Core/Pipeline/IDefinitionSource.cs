namespace Gateway.Core.Pipeline;

/// <summary>The set of definitions that holds now.</summary>
internal interface IDefinitionSource
{
    DefinitionSet Current { get; }
}
