namespace Gateway.Core.UsagePlans.Limits;

/// <summary>Tells what is left of a caller's limits.</summary>
internal interface ILimitLevels
{
    /// <summary>The levels now, or null when there is no room for the caller's state.</summary>
    LimitLevels? GetLevels();
}
