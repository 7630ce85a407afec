using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.Extensions.Options;

namespace Gateway.Core.Pipeline.Limits;

/// <summary>A rate and a burst.</summary>
public sealed class ThrottleOptions
{
    internal const double MinRate = 0.001;
    internal const double MaxRate = 1_000_000;
    internal const int MaxBurst = 10_000_000;

    /// <summary>Gets or sets the requests per second in the long run; fractions are allowed.</summary>
    /// <value>Needed; 0.001 to 1,000,000.</value>
    [Range(MinRate, MaxRate)]
    public double Rate { get; set; }

    /// <summary>Gets or sets how many requests may come at once after a pause: the capacity of the bucket.</summary>
    /// <value>Null by default: the rate, rounded up. 1 to 10,000,000. It may be larger or smaller than the rate.</value>
    [Range(1, MaxBurst)]
    public int? Burst { get; set; }

    internal static int GetBurst(double rate, int? burst) => burst ?? (int)Math.Ceiling(rate);

    /// <summary>For owners whose validator reports under a path of its own.</summary>
    internal void Check(string path, ValidateOptionsResultBuilder result)
    {
        if (Rate is not (>= MinRate and <= MaxRate))
        {
            result.AddError(string.Create(CultureInfo.InvariantCulture, $"{path}:Rate: {Rate} must be between {MinRate} and {MaxRate} requests per second."));
        }

        if (Burst is < 1 or > MaxBurst)
        {
            result.AddError($"{path}:Burst: {Burst} must be between 1 and {MaxBurst} requests.");
        }
    }

    internal static void ThrowIfOutOfRange(double rate, int burst)
    {
        if (rate is not (>= MinRate and <= MaxRate))
        {
            throw new ArgumentOutOfRangeException(nameof(rate), rate, $"A rate must be between {MinRate} and {MaxRate} requests per second.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(burst, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(burst, MaxBurst);
    }
}
