using System.Runtime.CompilerServices;
using Gateway.Core.ApiKeys;
using Xunit;

namespace Gateway.Core.Tests.Support;

/// <summary>That a test which finds no fault would have found one.</summary>
[Collection(nameof(MeasuredAlone))]
public class UnobservedFaultsTests
{
    [Fact]
    public void Collect_ProductAbandonsATask_HoldsItsFault()
    {
        using var faults = new UnobservedFaults(typeof(string));

        LetTheProductAbandonATask();

        Assert.True(SpinWait.SpinUntil(() => faults.Collect().Count > 0, Patience.Limit));
        Assert.Contains("abandoned by the product", Assert.Single(faults.Collect()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(typeof(UnobservedFaultsTests), 1)]
    [InlineData(typeof(Patience), 0)]
    public void Collect_TestAbandonsATask_HoldsItsFaultForThatTestOnly(Type test, int count)
    {
        using var faults = new UnobservedFaults(test);

        var abandoned = AbandonATask();

        Assert.True(SpinWait.SpinUntil(() => faults.Collect() is not null && !abandoned.IsAlive, Patience.Limit));
        Assert.Equal(count, faults.Collect().Count);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void LetTheProductAbandonATask()
    {
        using var lab = new ApiKeyLab();
        _ = lab.Client.FindAsync(
            ApiKeyHash.Compute(TestKeys.Alice),
            isKnown: false,
            static _ => throw new InvalidOperationException("abandoned by the product"),
            CancellationToken.None);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference AbandonATask()
    {
        return new WeakReference(FailAsync());

        static async Task FailAsync()
        {
            await Task.Yield();
            ApiKey.Create("not a prefix!");
        }
    }
}
