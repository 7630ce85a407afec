namespace Gateway.Core.Pipeline.Composition;

/// <summary>The stage of an endpoint that names none; the capability that owns stages provides it.</summary>
internal interface IDefaultStage
{
    GatewayStage Current { get; }

    /// <summary>Null when no stage has that name.</summary>
    GatewayStage? Find(string name);
}
