using System.Diagnostics.CodeAnalysis;
using System.Threading.RateLimiting;

namespace Gateway.Core.UsagePlans.Limits;

/// <summary>The answer of a limiter. Nothing is given back when it ends, so one is enough for all that are admitted.</summary>
internal sealed class LimiterLease : RateLimitLease
{
    public static readonly LimiterLease Acquired = new(TimeSpan.Zero, reason: null);

    private static readonly string[] Names = [MetadataName.RetryAfter.Name, MetadataName.ReasonPhrase.Name];

    private readonly TimeSpan _retryAfter;
    private readonly string? _reason;

    private LimiterLease(TimeSpan retryAfter, string? reason)
    {
        _retryAfter = retryAfter;
        _reason = reason;
    }

    public override bool IsAcquired => _reason is null;

    public override IEnumerable<string> MetadataNames => IsAcquired ? [] : Names;

    public static LimiterLease Refuse(in Admission admission) =>
        new(admission.RetryAfter, admission.Outcome == AdmissionOutcome.QuotaExceeded ? "quota" : "rate");

    public override bool TryGetMetadata(string metadataName, [NotNullWhen(true)] out object? metadata)
    {
        metadata =
            IsAcquired ? null
            : metadataName == MetadataName.RetryAfter.Name ? _retryAfter
            : metadataName == MetadataName.ReasonPhrase.Name ? _reason
            : null;
        return metadata is not null;
    }
}
