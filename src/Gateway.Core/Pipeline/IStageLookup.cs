namespace Gateway.Core.Pipeline;

/// <summary>The stages of a set of definitions, for those who need what a stage says of them.</summary>
internal interface IStageLookup
{
    /// <summary>Null when no stage has that name.</summary>
    GatewayStage? Find(string name);
}
