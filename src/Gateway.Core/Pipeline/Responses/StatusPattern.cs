using System.Globalization;
using System.Text.RegularExpressions;

namespace Gateway.Core.Pipeline.Responses;

/// <summary>
/// Which statuses of responses something is for: one (<c>404</c>), those that a regular expression matches as a whole (<c>4\d{2}</c>), or,
/// where nothing else is for a status, all (null).
/// </summary>
internal static class StatusPattern
{
    public const string Success = @"2\d{2}";

    private const int Lowest = 100;
    private const int Highest = 999;

    // Patterns are the app's own, and run at the start alone.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1);

    public static IEnumerable<int> Statuses => Enumerable.Range(Lowest, Highest - Lowest + 1);

    /// <exception cref="ArgumentException">It is no regular expression, or matches no status.</exception>
    public static string Check(string pattern, string parameterName)
    {
        ArgumentException.ThrowIfNullOrEmpty(pattern, parameterName);
        bool matches;
        try
        {
            matches = FindStatuses(pattern).Any();
        }
        catch (Exception exception) when (exception is RegexParseException or RegexMatchTimeoutException)
        {
            throw new ArgumentException($"The status pattern '{pattern}' cannot be used: {exception.Message}", parameterName, exception);
        }

        return matches
            ? pattern
            : throw new ArgumentException($@"The status pattern '{pattern}' matches no status; write 404, or 4\d{{2}} for all of a class.", parameterName);
    }

    public static bool IsOneStatus(string pattern) => pattern.Length == 3 && pattern.All(char.IsAsciiDigit);

    /// <summary>As the reference selects: the pattern has to match all of the status.</summary>
    public static IEnumerable<int> FindStatuses(string pattern)
    {
        var regex = new Regex($@"\A(?:{pattern})\z", RegexOptions.CultureInvariant, Timeout);
        return Statuses.Where(status => regex.IsMatch(status.ToString(CultureInfo.InvariantCulture)));
    }
}
