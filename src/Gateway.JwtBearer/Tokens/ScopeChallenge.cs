namespace Gateway.JwtBearer.Tokens;

/// <summary>Tells a client which scopes would be enough (RFC 6750 section 3.1).</summary>
internal static class ScopeChallenge
{
    private const string Start = "Bearer error=\"insufficient_scope\"";

    public static string Create(IReadOnlyList<string> scopes) =>
        scopes.All(IsToken) ? $"{Start}, scope=\"{string.Join(' ', scopes)}\"" : Start;

    /// <summary>RFC 6749 section 3.3. Any other text is no scope, and would end the header's own quotes.</summary>
    private static bool IsToken(string scope) => scope.All(character => character is > ' ' and <= '~' and not ('"' or '\\'));
}
