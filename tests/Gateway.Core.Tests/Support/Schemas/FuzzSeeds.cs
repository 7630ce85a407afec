using System.Diagnostics;
using System.Globalization;

namespace Gateway.Core.Tests.Support.Schemas;

/// <summary>
/// The seeds of a random test: always the same ones, as many as the test asks for; with <c>GATEWAY_FUZZ_SECONDS</c> new ones for so long, and
/// with <c>GATEWAY_FUZZ_SEED</c> only the one that a failure has named.
/// </summary>
internal static class FuzzSeeds
{
    public static IEnumerable<int> Take(int usual)
    {
        if (GetVariable("GATEWAY_FUZZ_SEED") is { } seed)
        {
            return [seed];
        }

        return GetVariable("GATEWAY_FUZZ_SECONDS") is { } seconds ? TakeNew(TimeSpan.FromSeconds(seconds)) : Enumerable.Range(0, usual);
    }

    private static IEnumerable<int> TakeNew(TimeSpan duration)
    {
        var elapsed = Stopwatch.StartNew();
        var first = Random.Shared.Next(1_000_000_000);
        for (var i = 0; elapsed.Elapsed < duration; i++)
        {
            yield return first + i;
        }
    }

    private static int? GetVariable(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}
