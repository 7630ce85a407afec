namespace Gateway.Core.Authorizers;

internal enum AuthorizerVerdictKind
{
    Allow,
    Deny,
    Unauthorized,

    /// <summary>A policy decides, anew for every endpoint and stage.</summary>
    Policy,
}
