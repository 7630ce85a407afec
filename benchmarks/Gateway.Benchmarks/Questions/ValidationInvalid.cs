using System.Text;
using Gateway.Benchmarks.Compare;
using Gateway.Benchmarks.Schemas;
using Gateway.Core.Validation.Schemas;

namespace Gateway.Benchmarks.Questions;

/// <summary>
/// An order with three errors against one without: whoever sends what is wrong must not get more work for it. Only the pass: what is
/// told the client of the errors is made for those that are refused, and has its own bounds.
/// </summary>
internal static class ValidationInvalid
{
    private static readonly string[] Errors = ["/currency enum", "/lines/2/sku pattern", "/lines/3/quantity minimum"];

    public static Task<IQuestion> CreateAsync()
    {
        var validator = new Validator(OrderSchema.Plain);
        var invalid = Encoding.UTF8.GetBytes(OrderText.Invalid);
        return Task.FromResult<IQuestion>(new Question
        {
            Ours = new Variant("the invalid order", validator.Loop(invalid), () => Check(validator, invalid)),
            Rival = new Variant("the valid order", validator.Loop(OrderText.Bytes), validator.CheckOrders),
            Goal = new Goal(1.5, AllocationGoal.Exactly(0)),
        });
    }

    private static string? Check(Validator validator, byte[] invalid)
    {
        var errors = validator.Validate(invalid).Errors.Select(error => $"{error.Pointer} {error.Keyword}").ToArray();
        return validator.Judge(invalid) != SchemaVerdict.Invalid ? "the invalid order passes"
            : errors.SequenceEqual(Errors) ? null
            : $"the errors are {string.Join(", ", errors)}";
    }
}
