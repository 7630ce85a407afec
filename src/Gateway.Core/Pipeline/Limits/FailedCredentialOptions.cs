using System.ComponentModel.DataAnnotations;

namespace Gateway.Core.Pipeline.Limits;

/// <summary>
/// How often an address may present a credential that proves to be wrong. Beyond it, credentials that are not known yet are refused
/// unseen for a while; known ones are not concerned.
/// </summary>
public sealed class FailedCredentialOptions
{
    /// <summary>Gets or sets the failures per second that an address may cause in the long run; fractions are allowed.</summary>
    /// <value>5 by default; 0.001 to 1,000,000.</value>
    [Range(0.001, 1_000_000)]
    public double Rate { get; set; } = 5;

    /// <summary>Gets or sets how many failures an address may cause at once after a pause.</summary>
    /// <value>100 by default; 1 to 10,000,000.</value>
    [Range(1, 10_000_000)]
    public int Burst { get; set; } = 100;
}
