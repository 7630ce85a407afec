using System.Security.Cryptography;
using System.Text;
using Gateway.Benchmarks.Compare;
using Gateway.Benchmarks.Hosts;

namespace Gateway.Benchmarks.Questions;

/// <summary>T5: from a known key's value to its caller, against hashing the value each time and looking its hexadecimal text up.</summary>
internal static class KeysKnown
{
    public static Task<Question> CreateAsync()
    {
        var ours = new Decisions(1_000_000, 10_000_000);
        var rival = Callers.Keys.ToDictionary(Hash, key => key, StringComparer.Ordinal);
        return Task.FromResult(new Question
        {
            Ours = new Variant("the known key", operations => Run(ours, operations), () => ours.Find(Callers.Keys[7], TimeProvider.System.GetTimestamp()) is null ? "an unknown key" : null),
            Rival = new Variant("hash and look-up", operations => Run(rival, operations), () => rival.ContainsKey(Hash(Callers.Keys[7])) ? null : "an unknown key"),
            Goal = new Goal(0.05, AllocationGoal.Exactly(0)),
        });
    }

    private static string Hash(string key) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    private static void Run(Decisions ours, int operations)
    {
        var timestamp = TimeProvider.System.GetTimestamp();
        var caller = 0;
        for (var i = 0; i < operations; i++)
        {
            ours.Find(Callers.Keys[caller], timestamp);
            caller = caller + 1 == Callers.Count ? 0 : caller + 1;
        }
    }

    private static void Run(Dictionary<string, string> rival, int operations)
    {
        var caller = 0;
        for (var i = 0; i < operations; i++)
        {
            rival.TryGetValue(Hash(Callers.Keys[caller]), out _);
            caller = caller + 1 == Callers.Count ? 0 : caller + 1;
        }
    }
}
