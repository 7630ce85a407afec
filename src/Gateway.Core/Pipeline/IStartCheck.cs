namespace Gateway.Core.Pipeline;

/// <summary>Finds what is wrong with definitions that belong to no endpoint, before the server listens.</summary>
internal interface IStartCheck
{
    /// <summary>Everything wrong: what, where, and what would be right.</summary>
    IEnumerable<string> FindErrors();
}
