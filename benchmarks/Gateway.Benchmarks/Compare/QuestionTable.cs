using Gateway.Benchmarks.Questions;

namespace Gateway.Benchmarks.Compare;

/// <summary>Every question of <c>compare</c>: a new one is a file in <c>Questions/</c> and a row here.</summary>
internal static class QuestionTable
{
    public static readonly IReadOnlyList<string> Areas =
        ["throttle", "keys", "request", "authorizers", "validation", "mapping", "stages", "caching", "diagnostics", "redis"];

    public static readonly IReadOnlyList<Row> Rows =
    [
        new("keys", "unknown", KeysUnknown.CreateAsync),
        new("throttle", "decision", ThrottleDecision.CreateAsync),
        new("throttle", "refused", ThrottleDecision.CreateRefusedAsync),
        new("throttle", "contended-1000", ThrottleContended.CreateManyAsync),
        new("throttle", "contended-1", ThrottleContended.CreateOneAsync),
        new("keys", "known", KeysKnown.CreateAsync),
        new("request", "refused", RequestRefused.CreateAsync),
        new("request", "limits", RequestLimits.CreateAsync),
        new("request", "untouched", RequestUntouched.CreateAsync),
        new("request", "id", RequestId.CreateAsync),
    ];

    internal sealed record Row(string Area, string Name, Func<Task<Question>> CreateAsync);
}
