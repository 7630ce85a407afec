using Gateway.Benchmarks.Questions;

namespace Gateway.Benchmarks.Compare;

/// <summary>Every question of <c>compare</c>: a new one is a file in <c>Questions/</c> and a row here.</summary>
internal static class QuestionTable
{
    public static readonly IReadOnlyList<string> Areas =
        ["throttle", "keys", "request", "authorizers", "signing", "validation", "mapping", "stages", "caching", "diagnostics", "redis"];

    public static readonly IReadOnlyList<Row> Rows =
    [
        new("throttle", "decision", ThrottleDecision.CreateAsync),
        new("throttle", "refused", ThrottleRefused.CreateAsync),
        new("throttle", "contended-1000", ThrottleContended.CreateAsync),
        new("throttle", "contended-1", ThrottleContended.CreateForOneKeyAsync),
        new("throttle", "scaling", ThrottleContended.CreateForScalingAsync),
        new("throttle", "memory", ThrottleMemory.CreateAsync),
        new("throttle", "growth", ThrottleGrowth.CreateAsync),
        new("throttle", "idle", ThrottleIdle.CreateAsync),
        new("keys", "known", KeysKnown.CreateAsync),
        new("keys", "unknown", KeysUnknown.CreateAsync),
        new("request", "limits", RequestLimits.CreateAsync),
        new("request", "refused", RequestRefused.CreateAsync),
        new("request", "untouched", RequestUntouched.CreateAsync),
        new("request", "id", RequestId.CreateAsync),
        new("authorizers", "cached", AuthorizersCached.CreateAsync),
        new("authorizers", "lookup", AuthorizersLookup.CreateAsync),
        new("signing", "verify", SigningVerify.CreateAsync),
        new("validation", "valid", ValidationOrder.CreateAsync),
        new("validation", "walk", ValidationOrder.CreateForReadingAsync),
        new("validation", "document", ValidationOrder.CreateForDocumentAsync),
        new("validation", "invalid", ValidationInvalid.CreateAsync),
        new("validation", "linear", ValidationLinear.CreateAsync),
        new("validation", "hostile", ValidationHostile.CreateAsync),
        new("mapping", "request-header", MappingHeader.CreateForRequestAsync),
        new("mapping", "response-header", MappingHeader.CreateForResponseAsync),
        new("mapping", "request-body", MappingBody.CreateForRequestAsync),
        new("mapping", "response-body", MappingBody.CreateForResponseAsync),
        new("mapping", "path", MappingPath.CreateAsync),
        new("mapping", "template-scriban", MappingTemplate.CreateForScribanAsync),
        new("mapping", "template-hand", MappingTemplate.CreateForHandAsync),
    ];

    internal sealed record Row(string Area, string Name, Func<Task<IQuestion>> CreateAsync);
}
