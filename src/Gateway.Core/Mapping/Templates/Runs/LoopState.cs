namespace Gateway.Core.Mapping.Templates.Runs;

/// <summary>Where a loop is: the item that it has come to, of how many. A loop that does not know how many has 0.</summary>
internal struct LoopState
{
    public int Index;
    public int Count;
}
