using System.ComponentModel.DataAnnotations;

namespace Gateway.Core.UsagePlans;

/// <summary>How many requests a caller may make in a period of the calendar.</summary>
public sealed class QuotaOptions
{
    /// <summary>Gets or sets the requests per period.</summary>
    /// <value>Needed; 1 to 1,000,000,000,000.</value>
    [Range(1L, 1_000_000_000_000L)]
    public long Limit { get; set; }

    /// <summary>Gets or sets the period.</summary>
    /// <value><see cref="QuotaPeriod.Day"/> by default.</value>
    [EnumDataType(typeof(QuotaPeriod), ErrorMessage = "{0} must be Day, Week or Month.")]
    public QuotaPeriod Period { get; set; }

    /// <summary>Gets or sets by how many days the period starts later than Monday or the first.</summary>
    /// <value>0 by default. Day: 0; week: 0 to 6; month: 0 to 27 (Amazon API Gateway's rule).</value>
    public int Offset { get; set; }
}
