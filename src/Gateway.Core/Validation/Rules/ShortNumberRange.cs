using Gateway.Core.Pipeline.Documents;

namespace Gateway.Core.Validation.Rules;

/// <summary>Where short numbers pass all bounds. Bounds that none of them reaches stand for those that are not there.</summary>
internal sealed class ShortNumberRange
{
    private readonly (long Limit, bool IsExclusive) _lower = (-ShortNumber.MaxLimit, false);
    private readonly (long Limit, bool IsExclusive) _upper = (ShortNumber.MaxLimit, false);

    private ShortNumberRange(NumberBound[] bounds)
    {
        foreach (var bound in bounds)
        {
            var limit = (Limit: bound.ShortLimit.GetValueOrDefault(), bound.IsExclusive);
            if (bound.IsUpper && (limit.Limit < _upper.Limit || (limit.Limit == _upper.Limit && limit.IsExclusive)))
            {
                _upper = limit;
            }

            if (!bound.IsUpper && (limit.Limit > _lower.Limit || (limit.Limit == _lower.Limit && limit.IsExclusive)))
            {
                _lower = limit;
            }
        }
    }

    /// <summary>The range between bounds, or null where one is no limit for short numbers.</summary>
    public static ShortNumberRange? Create(NumberBound[] bounds) =>
        Array.TrueForAll(bounds, bound => bound.ShortLimit is not null) ? new ShortNumberRange(bounds) : null;

    public bool Contains(ShortNumber number)
    {
        var lower = number.Scale(_lower.Limit);
        var upper = number.Scale(_upper.Limit);
        return number.Digits >= lower && number.Digits <= upper
            && !(_lower.IsExclusive && number.Digits == lower)
            && !(_upper.IsExclusive && number.Digits == upper);
    }
}
