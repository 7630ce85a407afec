using Gateway.Core.Authorizers.Policies;
using Gateway.Core.Pipeline;

namespace Gateway.Core.Authorizers.Verdicts;

/// <summary>An authorizer's answer, made ready for every request that it serves.</summary>
internal sealed class AuthorizerVerdict(AuthorizerResult result)
{
    // What an object, a dictionary's entry and a claim take beside their texts, about.
    private const int Overhead = 200;
    private const int OverheadOfEntry = 64;
    private const int OverheadOfClaim = 160;

    public AuthorizerVerdictKind Kind { get; } = result.Kind;

    /// <summary>Null where nobody was recognised.</summary>
    public GatewayPrincipal? Principal { get; } =
        result.PrincipalId is { } id ? new GatewayPrincipal(id, result.Context, result.Identity) : null;

    public PolicyDocument? Policy { get; } = result.Policy;

    public string? UsageIdentifier { get; } = result.UsageIdentifier;

    public string? Challenge { get; } = result.Challenge;

    public TimeSpan? TimeToLive { get; } = result.TimeToLive;

    /// <summary>Whether it decides alike wherever it is asked; a plain answer was given for one endpoint and stage.</summary>
    public bool IsPolicy => Kind == AuthorizerVerdictKind.Policy;

    /// <summary>Bytes in memory, about.</summary>
    public int Size { get; } = (int)Math.Min(int.MaxValue / 2, GetSize(result));

    private static long GetSize(AuthorizerResult result) =>
        Overhead
        + (2L * ((result.PrincipalId?.Length ?? 0) + (result.UsageIdentifier?.Length ?? 0) + (result.Challenge?.Length ?? 0)))
        + result.Context.Sum(value => OverheadOfEntry + (2L * (value.Key.Length + ((value.Value as string)?.Length ?? 0))))
        + (result.Identity?.Claims.Sum(claim => OverheadOfClaim + (2L * (claim.Type.Length + claim.Value.Length))) ?? 0)
        + (result.Policy?.Size ?? 0);
}
