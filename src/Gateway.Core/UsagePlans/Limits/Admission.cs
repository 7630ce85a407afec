namespace Gateway.Core.UsagePlans.Limits;

/// <summary>What the limits of one caller said to one request.</summary>
internal enum AdmissionOutcome
{
    Admitted = 0,
    RateExceeded,
    QuotaExceeded,

    /// <summary>The state was dropped as idle between look-up and use; look it up again.</summary>
    Evicted,
}

/// <summary>The outcome, and for a refusal the longest wait that any limit asks for.</summary>
internal readonly record struct Admission(AdmissionOutcome Outcome, TimeSpan RetryAfter);
