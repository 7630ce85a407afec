namespace Gateway.Core.Authorizers.Policies;

internal enum RoutePart
{
    Stage,
    Method,
    Path,
}

/// <summary>One part of what is called, by patterns of its own: a <c>*</c> in a stage cannot reach into the path.</summary>
/// <param name="part">Which part.</param>
/// <param name="patterns">Texts with wildcards.</param>
/// <param name="isLoose">Whether what routing takes for the same matches too; see <see cref="ResourcePattern"/>.</param>
internal sealed class RoutePartNode(RoutePart part, IEnumerable<string> patterns, bool isLoose) : PolicyNode
{
    private readonly WildcardPattern[] _patterns = [.. patterns.Select(pattern => new WildcardPattern(pattern, ignoresCase: isLoose))];

    public override long Size => PolicySize.Object + _patterns.Sum(pattern => pattern.Size);

    public override bool Matches(in PolicyRequest request)
    {
        ReadOnlySpan<char> text = part switch
        {
            RoutePart.Stage => request.Stage,
            RoutePart.Method => request.Method,
            _ => request.Path,
        };
        return MatchesAny(text) || (isLoose && part == RoutePart.Path && text is [_, .., '/'] && MatchesAny(text[..^1]));
    }

    private bool MatchesAny(ReadOnlySpan<char> text)
    {
        foreach (var pattern in _patterns)
        {
            if (pattern.Matches(text))
            {
                return true;
            }
        }

        return false;
    }
}
