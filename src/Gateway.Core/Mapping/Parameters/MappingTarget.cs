namespace Gateway.Core.Mapping.Parameters;

/// <summary>What a mapping writes.</summary>
internal enum MappingTarget
{
    Header,
    Query,
    Route,
}
