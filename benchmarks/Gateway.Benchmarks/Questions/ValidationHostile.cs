using Gateway.Benchmarks.Compare;
using Gateway.Benchmarks.Schemas;

namespace Gateway.Benchmarks.Questions;

/// <summary>The dearest of the bodies of 1 MB that are made to be dear, in honest bodies of as many bytes.</summary>
internal static class ValidationHostile
{
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(10);

    public static Task<IQuestion> CreateAsync()
    {
        var honest = HostileBodies.Honest;
        var hostile = HostileBodies.All;
        return Task.FromResult<IQuestion>(new FigureQuestion
        {
            Unit = "x",
            Goal = 10,
            Check = () => Check([honest, .. hostile]),
            Measure = () => Measure([honest, .. hostile]),
        });
    }

    private static Figures Measure(HostileBody[] bodies)
    {
        Variant[] variants = [.. bodies.Select(body => new Variant(body.Name, body.Validator.Loop(body.Json), () => null))];
        WarmUp.UntilTheJitIsQuiet(variants);
        var times = InterleavedTimer.Measure(variants, Deadline.After(Budget));
        return new Figures(times.Skip(1).Max() / times[0], 1);
    }

    /// <summary>Which of them are refused is a part of what they cost.</summary>
    private static string? Check(HostileBody[] bodies) =>
        bodies.Select(body => (body, Verdict: body.Validator.Judge(body.Json))).Where(seen => seen.Verdict != seen.body.Expected)
            .Select(seen => $"{seen.body.Name} is {seen.Verdict}").FirstOrDefault();
}
