using Microsoft.Extensions.Primitives;

namespace Gateway.Benchmarks;

/// <summary>The callers whose requests are measured, in rotation.</summary>
internal static class Callers
{
    public const int Count = 1000;
    public const string KeyHeader = "x-api-key";

    public static readonly IReadOnlyList<string> Keys = CreateKeys(Count);

    // Made once: what turns a key into a header value is the server's work, not a part of the question.
    public static readonly StringValues[] HeaderValues = [.. Keys.Select(key => new StringValues(key))];

    /// <summary>Keys in strings of their own: a request brings its own, and comparing a string with itself is too easy.</summary>
    public static string[] CreateKeys(int count) => [.. Enumerable.Range(0, count).Select(index => $"bench-key-{index:D30}")];
}
