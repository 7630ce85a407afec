using System.Runtime.CompilerServices;
using Gateway.Core.Pipeline.Tables;

namespace Gateway.Core.Authorizers.Verdicts;

/// <summary>Whom a verdict is about, and where it counts (<see cref="VerdictReach"/>).</summary>
internal readonly ref struct VerdictKey(ReadOnlySpan<string> identity, string reach, object? owner)
{
    public ReadOnlySpan<string> Identity { get; } = identity;

    public string Reach { get; } = reach;

    public object? Owner { get; } = owner;

    public static VerdictKey OfPolicy(ReadOnlySpan<string> identity, VerdictReach reach) => new(identity, reach.OfPolicies, null);

    public static VerdictKey OfPlain(ReadOnlySpan<string> identity, VerdictReach reach) => new(identity, reach.OfPlain, reach.Owner);

    public ulong GetHash()
    {
        var hash = new SeededHash();
        foreach (var value in Identity)
        {
            hash.Add(value);
        }

        hash.Add(Reach);
        hash.Add((ulong)RuntimeHelpers.GetHashCode(Owner));
        return hash.Value;
    }
}
