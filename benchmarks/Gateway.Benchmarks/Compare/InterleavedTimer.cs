using System.Diagnostics;

namespace Gateway.Benchmarks.Compare;

/// <summary>Times variants in slices of about 1 ms in turn, so that a disturbance of the machine meets all of them alike.</summary>
internal static class InterleavedTimer
{
    private const double SliceNanoseconds = 1e6;
    private const int FullRounds = 1000;
    private const int LeastRounds = 500;

    // A shared machine has slow seconds (half as slow again is usual here). A pass in which they reach into the tenth of the slices that counts is
    // repeated; which pass is kept depends on how calm it was, not on what came out.
    private const int Passes = 4;
    private const double Calm = 1.05;

    /// <returns>Nanoseconds per operation, in the order of the variants.</returns>
    public static double[] Measure(IReadOnlyList<Variant> variants, Deadline deadline)
    {
        var operations = variants.Select(OperationsPerSlice).ToArray();
        var calmest = TimePass(variants, operations, deadline);
        for (var pass = 1; pass < Passes && calmest.Disturbance > Calm && !deadline.HasPassed; pass++)
        {
            var again = TimePass(variants, operations, deadline);
            if (again.Rounds >= LeastRounds && again.Disturbance < calmest.Disturbance)
            {
                calmest = again;
            }
        }

        return calmest.Nanoseconds;
    }

    private static SlicePass TimePass(IReadOnlyList<Variant> variants, int[] operations, Deadline deadline)
    {
        var slices = variants.Select(_ => new List<double>(FullRounds)).ToArray();
        for (var round = 0; round < FullRounds && (round == 0 || !deadline.HasPassed); round++)
        {
            for (var turn = 0; turn < variants.Count; turn++)
            {
                // Back and forth, so that no variant always follows the same other one.
                var index = round % 2 == 0 ? turn : variants.Count - 1 - turn;
                slices[index].Add(NanosecondsPerOperation(variants[index], operations[index]));
            }
        }

        return SlicePass.Of(slices);
    }

    private static int OperationsPerSlice(Variant variant)
    {
        var operations = 1;
        while (operations < 1 << 28 && NanosecondsPerOperation(variant, operations) * operations < SliceNanoseconds / 2)
        {
            operations *= 2;
        }

        var fastest = Enumerable.Range(0, 5).Min(_ => NanosecondsPerOperation(variant, operations));
        return Math.Max(1, (int)(SliceNanoseconds / fastest));
    }

    private static double NanosecondsPerOperation(Variant variant, int operations)
    {
        var start = Stopwatch.GetTimestamp();
        variant.Run(operations);
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / operations;
    }
}
