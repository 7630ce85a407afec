namespace Gateway.Core.Authorizers.Policies;

/// <summary>
/// One Resource of a document. The forms, and what each is matched with:
/// <code>
/// *                                                       everything
/// arn:aws:execute-api:region:account:api/stage/VERB/path  region, account and api/stage/VERB/path, each where the scope knows it
/// execute-api:/stage/VERB/path                            stage/VERB/path of this API
/// </code>
/// Routing ignores case and one slash at the end, so a path has several spellings. What can only refuse (a Deny's Resource, an Allow's
/// NotResource) is compared loosely, as routing would, and what can let pass literally: no spelling evades a rule.
/// </summary>
internal sealed class ResourcePattern
{
    /// <summary>The reference's own bound.</summary>
    public const int MaxLength = 512;

    private const string OfThisApi = "execute-api:/";
    private const int PartsOfAnArn = 6;

    private readonly bool _isLoose;
    private readonly WildcardPattern? _region;
    private readonly WildcardPattern? _account;

    // With the API's id, for a scope that has one.
    private readonly WildcardPattern? _whole;

    // Without it: what follows the first slash and, since a * in place of the id can reach beyond it, what follows that *.
    private readonly WildcardPattern? _tail;
    private readonly WildcardPattern? _reaching;
    private readonly bool _isOfThisApi;

    private ResourcePattern(string tail, bool isLoose)
    {
        _isLoose = isLoose;
        _isOfThisApi = true;
        _tail = Compile(tail);
    }

    private ResourcePattern(string region, string account, string resource, bool isLoose)
    {
        _isLoose = isLoose;
        _region = Compile(region);
        _account = Compile(account);
        _whole = Compile(resource);
        var slash = resource.IndexOf('/', StringComparison.Ordinal);
        var star = resource.AsSpan(0, slash < 0 ? resource.Length : slash).LastIndexOf('*');
        _tail = slash < 0 ? null : Compile(resource[(slash + 1)..]);
        _reaching = star < 0 ? null : Compile(resource[star..]);
    }

    /// <summary>Bytes in memory, about.</summary>
    public long Size => PolicySize.Object
        + (_region?.Size ?? 0) + (_account?.Size ?? 0) + (_whole?.Size ?? 0) + (_tail?.Size ?? 0) + (_reaching?.Size ?? 0);

    /// <summary>Returns null and what would be right for a text of no form; a resource of another service concerns no request.</summary>
    public static ResourcePattern? TryParse(string text, bool isLoose, out string? error)
    {
        error = text.Length > MaxLength
            ? $"has {text.Length} characters; {MaxLength} are allowed"
            : text.Contains("${", StringComparison.Ordinal) ? "has a policy variable, which is not supported" : null;
        if (error is not null)
        {
            return null;
        }

        if (text == "*" || text.StartsWith(OfThisApi, StringComparison.Ordinal))
        {
            return new ResourcePattern(text == "*" ? text : text[OfThisApi.Length..], isLoose);
        }

        var parts = text.Split(':', PartsOfAnArn);
        if (parts is ["arn", .., "*"] && parts.Length < PartsOfAnArn)
        {
            parts = [.. parts, .. Enumerable.Repeat("*", PartsOfAnArn - parts.Length)];
        }

        if (parts is not ["arn", _, _, _, _, { Length: > 0 }])
        {
            error = $"'{text}' must be *, execute-api:/stage/VERB/path or arn:aws:execute-api:region:account:api/stage/VERB/path";
            return null;
        }

        return new WildcardPattern(parts[2]).Matches("execute-api")
            ? new ResourcePattern(parts[3], parts[4], parts[5], isLoose)
            : new ResourcePattern("", "", "", isLoose);
    }

    public bool Matches(in PolicyRequest request)
    {
        var path = request.Path;
        return MatchesScope(request.Scope)
            && (Matches(request, path) || (_isLoose && path is [_, .., '/'] && Matches(request, path[..^1])));
    }

    private bool MatchesScope(PolicyScope scope) =>
        _isOfThisApi
        || ((scope.Region is null || _region!.Matches(scope.Region)) && (scope.AccountId is null || _account!.Matches(scope.AccountId)));

    private bool Matches(in PolicyRequest request, ReadOnlySpan<char> path) => _isOfThisApi || request.Scope.ApiId is null
        ? Matches(_tail, "", "", request, path) || Matches(_reaching, "", "/", request, path)
        : Matches(_whole, request.Scope.ApiId, "/", request, path);

    private static bool Matches(WildcardPattern? pattern, string api, string slash, in PolicyRequest request, ReadOnlySpan<char> path)
    {
        if (pattern is null)
        {
            return false;
        }

        Span<ulong> state = stackalloc ulong[pattern.Words];
        WildcardPattern.Start(state);
        return pattern.Feed(state, api)
            && pattern.Feed(state, slash)
            && pattern.Feed(state, request.Stage)
            && pattern.Feed(state, "/")
            && pattern.Feed(state, request.Method)
            && pattern.Feed(state, "/")
            && pattern.Feed(state, path)
            && pattern.IsAtEnd(state);
    }

    private WildcardPattern Compile(string text) => new(text, ignoresCase: _isLoose);
}
