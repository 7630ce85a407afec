using System.Text;
using Gateway.Core.Tests.Support;
using Gateway.Core.Tests.Support.Schemas;
using Xunit;

namespace Gateway.Core.Tests.Validation;

/// <summary>Any schema text and any document: what <see cref="SchemaFuzzTarget"/> says holds.</summary>
public class SchemaFuzzTests(ITestOutputHelper output)
{
    [Fact]
    public void Validate_HostileInput_KeepsItsPromises() => RunAll([.. SchemaFuzzCorpus.Hostile]);

    [Fact]
    public void Validate_MutatedHostileInput_KeepsItsPromises() => RunMutated([.. SchemaFuzzCorpus.Hostile], usual: 4_000);

    [Fact]
    public void Validate_MutatedSuite_KeepsItsPromises() => RunMutated([.. SchemaFuzzCorpus.ReadSuite()], usual: 4_000);

    [Theory]
    [InlineData("")]
    [InlineData("\0")]
    [InlineData("\u0010{\"type\":\"object\"}\0{}")]
    public void Run_Bytes_AreTakenApart(string bytes)
    {
        var target = new SchemaFuzzTarget();

        target.Run(Encoding.UTF8.GetBytes(bytes));

        Assert.Equal(bytes.Length > 1 ? 1 : 0, target.ValidCount);
    }

    private static void RunAll(SchemaFuzzInput[] corpus)
    {
        var target = new SchemaFuzzTarget();
        Assert.All(corpus, input => Run(target, input, "as it is"));
    }

    private void RunMutated(SchemaFuzzInput[] corpus, int usual)
    {
        var target = new SchemaFuzzTarget();
        var count = 0;
        foreach (var seeds in FuzzSeeds.Take(usual).Chunk(100))
        {
            RunInTime(seeds, seed =>
            {
                var random = new Random(seed);
                Run(target, new ByteMutation(random, corpus).Apply(corpus[random.Next(corpus.Length)]), $"GATEWAY_FUZZ_SEED={seed}");
            });
            count += seeds.Length;
        }

        output.WriteLine($"{count} inputs, {target.CompiledCount} schemas, {target.ValidCount} documents valid, {target.InvalidCount} invalid");
        Assert.True(count == 1 || (target.ValidCount > count / 50 && target.InvalidCount > count / 50), "The inputs are all broken.");
    }

    /// <summary>An input may also be one that never ends.</summary>
    private static void RunInTime(int[] seeds, Action<int> run)
    {
        var current = 0;
        try
        {
            SmallStack.Run(() => Array.TrueForAll(seeds, seed =>
            {
                current = seed;
                run(seed);
                return true;
            }));
        }
        catch (TimeoutException)
        {
            Assert.Fail($"GATEWAY_FUZZ_SEED={current} does not end.");
        }
    }

    private static void Run(SchemaFuzzTarget target, SchemaFuzzInput input, string origin)
    {
        try
        {
            target.Run(input);
        }
        catch (Exception exception)
        {
            Assert.Fail($"{origin}\n{input}\n{exception}");
        }
    }
}
