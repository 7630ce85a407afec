using System.Globalization;
using Gateway.Core.Pipeline.Limits;
using Gateway.Core.UsagePlans.Limits;

namespace Gateway.Core.UsagePlans.Headers;

/// <summary>
/// The response fields of a plan (draft-ietf-httpapi-ratelimit-headers-10, structured fields of RFC 9651):
/// <code>
/// RateLimit-Policy: "free-rate";q=20;w=2, "free-quota";q=1000;w=86400      q = burst or quota, w = seconds in which it comes back
/// RateLimit: "free-rate";r=5;t=2, "free-quota";r=998;t=40000               r = whole requests left, t = seconds until all are back
/// </code>
/// A rate of an endpoint is another policy and has a name of its own, <c>"free-rate POST /orders"</c>: a client would take the levels
/// under one name for one bucket.
/// </summary>
internal sealed class RateLimitFields
{
    public const string PolicyName = "RateLimit-Policy";
    public const string LevelsName = "RateLimit";

    // The largest structured integer; a quota can be extended beyond it.
    private const long MaxInteger = 999_999_999_999_999;
    private const int SecondsPerDay = 86_400;

    private readonly string _quotaName;
    private readonly string _rateName;
    private readonly string? _policy;
    private readonly (string Name, string Policy)?[] _overrides;

    /// <param name="plan">The plan's name.</param>
    /// <param name="rate">Its rate.</param>
    /// <param name="quota">Its quota.</param>
    /// <param name="overrides">Endpoints with a rate of their own, at their places; null where there is none.</param>
    public RateLimitFields(string plan, RateLimit? rate, QuotaOptions? quota, (string Endpoint, RateLimit Rate)?[] overrides)
    {
        _rateName = StructuredText.Quote($"{plan}-rate");
        _quotaName = StructuredText.Quote($"{plan}-quota");
        _policy = FormatPolicy(_rateName, rate, quota);
        _overrides = Array.ConvertAll(overrides, item =>
        {
            var name = StructuredText.Quote($"{plan}-rate {item?.Endpoint}");
            return item is { } own ? (name, FormatPolicy(name, own.Rate, quota)!) : ((string, string)?)null;
        });
    }

    /// <summary>What the plan promises on the endpoint at this place of its overrides, or elsewhere (-1); null when nothing that can be counted.</summary>
    public string? GetPolicy(int index) => GetOverride(index)?.Policy ?? _policy;

    /// <summary>What is left of it, the tightest first: that with the fewest requests left, or of equals the one that takes longer.</summary>
    public string FormatLevels(in LimitLevels levels)
    {
        var rate = levels.TokensLeft is { } tokens
            ? new Level(GetOverride(levels.Override)?.Name ?? _rateName, tokens, GetSeconds(levels.TimeUntilFull))
            : default;
        var quota = levels.QuotaLeft is { } left
            ? new Level(_quotaName, Math.Min(left, MaxInteger), GetSeconds(levels.TimeUntilPeriodEnds))
            : default;
        if (rate.Name is null || quota.Name is null)
        {
            return (rate.Name is null ? quota : rate).ToString();
        }

        return quota.IsTighterThan(rate) ? $"{quota}, {rate}" : $"{rate}, {quota}";
    }

    /// <summary>The tightest first, too: the smaller one.</summary>
    private string? FormatPolicy(string rateName, RateLimit? rate, QuotaOptions? quota)
    {
        var rateItem = rate is null ? null : Invariant($"{rateName};q={rate.Burst};w={GetSeconds(TimeSpan.FromSeconds(rate.Burst / rate.Rate), least: 1)}");
        var quotaItem = quota is null ? null : Invariant($"{_quotaName};q={quota.Limit};w={GetWindow(quota.Period)}");
        return (rateItem, quotaItem) switch
        {
            (null, _) => quotaItem,
            (_, null) => rateItem,
            _ => quota!.Limit < rate!.Burst ? $"{quotaItem}, {rateItem}" : $"{rateItem}, {quotaItem}",
        };
    }

    private (string Name, string Policy)? GetOverride(int index) => (uint)index < (uint)_overrides.Length ? _overrides[index] : null;

    // A window is one number, months are not: the longest leads nobody to spend too fast.
    private static int GetWindow(QuotaPeriod period) => period switch
    {
        QuotaPeriod.Week => 7 * SecondsPerDay,
        QuotaPeriod.Month => 31 * SecondsPerDay,
        _ => SecondsPerDay,
    };

    private static long GetSeconds(TimeSpan time, long least = 0) => Math.Max(least, (long)Math.Ceiling(time.TotalSeconds));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private readonly record struct Level(string? Name, long Left, long Seconds)
    {
        public bool IsTighterThan(Level other) => Left < other.Left || (Left == other.Left && Seconds > other.Seconds);

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name};r={Left};t={Seconds}");
    }
}
