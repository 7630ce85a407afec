using Microsoft.Extensions.Options;

namespace Gateway.Core.UsagePlans;

/// <summary>The ranges of a plan, from the attributes.</summary>
[OptionsValidator]
internal sealed partial class UsagePlanOptionsRangeValidator : IValidateOptions<UsagePlanOptions>;

/// <summary>The rules between the fields of a plan. The options' name is the plan's path in configuration.</summary>
internal sealed class UsagePlanOptionsValidator : IValidateOptions<UsagePlanOptions>
{
    public ValidateOptionsResult Validate(string? name, UsagePlanOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        if (options.Burst is not null && options.Rate is null)
        {
            result.AddError($"{name}:Burst: {options.Burst} needs a rate at which it fills again; set Rate too.");
        }

        if (options.Quota is { } quota && (quota.Offset < 0 || quota.Offset > GetLastOffset(quota.Period)))
        {
            result.AddError(
                $"{name}:Quota:Offset: {quota.Offset} must be between 0 and {GetLastOffset(quota.Period)} days for the period {quota.Period}.");
        }

        foreach (var (endpoint, throttle) in options.Endpoints)
        {
            throttle.Check($"{name}:Endpoints:{endpoint}", result);
        }

        return result.Build();
    }

    private static int GetLastOffset(QuotaPeriod period) => period switch
    {
        QuotaPeriod.Week => 6,
        QuotaPeriod.Month => 27,
        _ => 0,
    };
}
