using Gateway.Core.Authorizers.Verdicts;

namespace Gateway.Core.Authorizers;

/// <summary>An authorizer as one endpoint asks it.</summary>
/// <param name="Authorizer">The authorizer.</param>
/// <param name="Scopes">What the endpoint asks for.</param>
/// <param name="Reach">Where its answers count.</param>
internal sealed record AuthorizerCheck(Authorizer Authorizer, IReadOnlyList<string> Scopes, VerdictReach Reach);
