using BenchmarkDotNet.Running;
using Gateway.Benchmarks;
using Gateway.Benchmarks.Compare;

if (args is ["compare", .. var rest])
{
    return await CompareCommand.RunAsync(rest, Console.Out, Console.Error);
}

BenchmarkSwitcher.FromAssembly(typeof(RequestBenchmarks).Assembly).Run(args);
return 0;
