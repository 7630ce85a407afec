using Microsoft.Extensions.Primitives;

namespace Gateway.Benchmarks;

/// <summary>The callers whose requests are measured, in rotation.</summary>
internal static class Callers
{
    public const int Count = 1000;
    public const string KeyHeader = "x-api-key";

    public static readonly IReadOnlyList<string> Keys = [.. Enumerable.Range(0, Count).Select(Key)];

    // Made once: what turns a key into a header value is the server's work, not a part of the question.
    public static readonly StringValues[] HeaderValues = [.. Keys.Select(key => new StringValues(key))];

    private static string Key(int index) => $"bench-key-{index:D30}";
}
