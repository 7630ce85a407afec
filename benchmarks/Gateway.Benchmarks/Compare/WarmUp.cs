using System.Diagnostics;
using System.Runtime;

namespace Gateway.Benchmarks.Compare;

/// <summary>Runs variants until the code that will be measured is the code that stays.</summary>
internal static class WarmUp
{
    // Few in a row, so that the profile the JIT optimises by holds all variants alike.
    private const int Operations = 8;

    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(600);
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(5);

    // Tiering waits 100 ms before it counts calls, and twice: once for the instrumented code, once for the optimised code.
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(300);

    public static void UntilTheJitIsQuiet(IReadOnlyList<Variant> variants)
    {
        var clock = Stopwatch.StartNew();
        var lastCompiled = TimeSpan.Zero;
        var methods = JitInfo.GetCompiledMethodCount();
        while (clock.Elapsed < Most && (clock.Elapsed < Least || clock.Elapsed - lastCompiled < Quiet))
        {
            foreach (var variant in variants)
            {
                variant.Run(Operations);
            }

            var compiled = JitInfo.GetCompiledMethodCount();
            if (compiled != methods)
            {
                methods = compiled;
                lastCompiled = clock.Elapsed;
            }
        }
    }
}
