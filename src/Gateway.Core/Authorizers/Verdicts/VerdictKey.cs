using Gateway.Core.Pipeline.Tables;

namespace Gateway.Core.Authorizers.Verdicts;

/// <summary>Whom a verdict is about, and where it counts (<see cref="VerdictReach"/>).</summary>
internal readonly ref struct VerdictKey(ReadOnlySpan<string> identity, string reach)
{
    public ReadOnlySpan<string> Identity { get; } = identity;

    public string Reach { get; } = reach;

    public ulong GetHash()
    {
        var hash = new SeededHash();
        foreach (var value in Identity)
        {
            hash.Add(value);
        }

        hash.Add(Reach);
        return hash.Value;
    }
}
