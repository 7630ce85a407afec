using System.Security.Cryptography;
using System.Text;
using Gateway.Benchmarks.Compare;
using Gateway.Benchmarks.Engine;
using Gateway.Core.Pipeline;

namespace Gateway.Benchmarks.Questions;

/// <summary>T5: from a presented key to its caller, against hashing the key for every request and looking it up by the hash's text.</summary>
internal static class KeysKnown
{
    private const string Nobody = "nobody-has-this-key-0123456789";

    public static Task<IQuestion> CreateAsync()
    {
        var callers = new KnownCallers(Callers.Count, LimitEngine.Plenty);
        var byHash = callers.Presented.ToDictionary(Hash, value => Find(callers, value)!);
        return Task.FromResult<IQuestion>(new Question
        {
            Ours = new Variant("the known keys", Loop(callers), () => Check(callers.Presented, value => Find(callers, value))),
            Rival = new Variant(
                "the hashed keys",
                Loop(callers.Presented, byHash),
                () => Check(callers.Presented, value => byHash.GetValueOrDefault(Hash(value)))),
            Goal = new Goal(0.05, AllocationGoal.Exactly(0)),
        });
    }

    private static Action<int> Loop(KnownCallers callers)
    {
        var position = 0;
        return operations =>
        {
            var (presented, next, timestamp) = (callers.Presented, position, TimeProvider.System.GetTimestamp());
            for (var operation = 0; operation < operations; operation++)
            {
                callers.TryGetKnown(presented[next], timestamp, out _);
                next = next + 1 == presented.Length ? 0 : next + 1;
            }

            position = next;
        };
    }

    private static Action<int> Loop(string[] presented, Dictionary<string, CallerIdentity> byHash)
    {
        var position = 0;
        return operations =>
        {
            var next = position;
            for (var operation = 0; operation < operations; operation++)
            {
                byHash.TryGetValue(Hash(presented[next]), out _);
                next = next + 1 == presented.Length ? 0 : next + 1;
            }

            position = next;
        };
    }

    private static string Hash(string value) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(value)));

    private static CallerIdentity? Find(KnownCallers callers, string value) =>
        callers.TryGetKnown(value, TimeProvider.System.GetTimestamp(), out var identity) ? identity : null;

    private static string? Check(string[] presented, Func<string, CallerIdentity?> find)
    {
        for (var caller = 0; caller < presented.Length; caller++)
        {
            if (find(presented[caller])?.Id != $"caller-{caller + 1}")
            {
                return $"the key of caller-{caller + 1} is not found";
            }
        }

        return find(Nobody) is null ? null : "a key that nobody has is found";
    }
}
