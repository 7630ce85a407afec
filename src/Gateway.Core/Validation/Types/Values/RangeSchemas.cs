using System.ComponentModel.DataAnnotations;
using System.Globalization;
using NJsonSchema;

namespace Gateway.Core.Validation.Types.Values;

/// <summary>
/// A [Range] of numbers. Stricter than the attribute in one case: between whole bounds it rounds the value first, and so takes 10.4 for at most 10.
/// </summary>
internal static class RangeSchemas
{
    public static void Apply(JsonSchema schema, RangeAttribute range, BindingMember member, BindingContract contract)
    {
        if (!IsNumeric(range.OperandType))
        {
            return;
        }

        if (GetNumber(range.Minimum, member, contract) is { } minimum)
        {
            schema.RaiseMinimum(minimum, range.MinimumIsExclusive);
        }

        if (GetNumber(range.Maximum, member, contract) is { } maximum)
        {
            schema.LowerMaximum(maximum, range.MaximumIsExclusive);
        }
    }

    /// <summary>Null for an infinite bound. In the invariant culture, so that the schema is the same wherever the app runs.</summary>
    private static string? GetNumber(object bound, BindingMember member, BindingContract contract)
    {
        var text = Convert.ToString(bound, CultureInfo.InvariantCulture)!;
        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact) && exact != 0)
        {
            return exact.ToString(CultureInfo.InvariantCulture);
        }

        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            throw contract.Fail(member.Type, $"and its [Range] has the bound '{text}', which is no number; write it as 1234.5.");
        }

        return double.IsFinite(number) ? number.ToString("R", CultureInfo.InvariantCulture) : null;
    }

    private static bool IsNumeric(Type type) => type.IsPrimitive ? type != typeof(char) && type != typeof(bool) : type == typeof(decimal);
}
