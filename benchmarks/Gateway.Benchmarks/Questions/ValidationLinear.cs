using Gateway.Benchmarks.Compare;
using Gateway.Benchmarks.Schemas;
using Gateway.Core.Validation.Schemas;

namespace Gateway.Benchmarks.Questions;

/// <summary>What a byte of 1 MB of orders costs, in bytes of 1 KB of them: 1 where the time is linear in the body.</summary>
internal static class ValidationLinear
{
    private static readonly int[] Sizes = [1024, 4 * 1024, 16 * 1024, 64 * 1024, 256 * 1024, 1024 * 1024];
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(6);

    public static Task<IQuestion> CreateAsync()
    {
        var validator = new Validator(OrderSchema.Array);
        var orders = Sizes.Select(OrderText.Repeat).ToArray();
        return Task.FromResult<IQuestion>(new FigureQuestion
        {
            Unit = "x",
            Goal = 1.5,
            Check = () => Check(validator, orders),
            Measure = () => Measure(validator, orders),
        });
    }

    private static Figures Measure(Validator validator, byte[][] orders)
    {
        Variant[] variants = [.. orders.Select(json => new Variant($"{json.Length} B", validator.Loop(json), () => null))];
        WarmUp.UntilTheJitIsQuiet(variants);
        var times = InterleavedTimer.Measure(variants, Deadline.After(Budget));
        return new Figures(times[^1] / orders[^1].Length / (times[0] / orders[0].Length), 1);
    }

    private static string? Check(Validator validator, byte[][] orders) =>
        orders.Any(json => validator.Judge(json) != SchemaVerdict.Valid) ? "orders are refused" : validator.CheckAllocation(orders);
}
