using Gateway.Core.Tests.Support;
using Xunit;

namespace Gateway.Core.Tests.Pipeline.Limits;

public class AddressTableConcurrencyTests
{
    [Fact]
    public void TryTake_ManyThreadsAtOneToken_AdmitsExactlyOne()
    {
        for (ulong round = 0; round < 20; round++)
        {
            using var lab = new AddressLab();
            var limit = lab.Limits.Get("limit", 0.001, 1);
            var admitted = 0;
            Crowd.Run(16, _ =>
            {
                for (var i = 0; i < 100; i++)
                {
                    if (lab.TryTake(round, limit))
                    {
                        Interlocked.Increment(ref admitted);
                    }
                }
            });

            Assert.Equal(1, admitted);
        }
    }

    [Fact]
    public void TryTake_ManyThreadsAndFewPlaces_AdmitsEveryPlaceAndTheSharedBucketOnce()
    {
        using var lab = new AddressLab(maxAddresses: 1_000);
        var limit = lab.Limits.Get("limit", 0.001, 3);
        var admitted = 0;
        Crowd.Run(8, _ =>
        {
            for (ulong address = 0; address < 20_000; address++)
            {
                if (lab.TryTake(address, limit))
                {
                    Interlocked.Increment(ref admitted);
                }
            }
        });

        // 32 sets of 64 places; 3 tokens for each, and 3 for all others together.
        Assert.Equal(3 * (32 * 64 + 1), admitted);
    }

    [Fact]
    public void TryReserve_ManyThreads_NeverHaveMoreSetAsideThanThereAreTokensLeft()
    {
        using var lab = new AddressLab();
        var limit = lab.Limits.Get("limit", 0.001, 40);
        var (spent, open, tooMany) = (0, 0, 0);
        Crowd.Run(8, thread =>
        {
            for (var i = 0; i < 2_000; i++)
            {
                if (!lab.TryReserve(1, limit, out var reservation))
                {
                    continue;
                }

                // Both are counted late and given up early, so that together they are never more than there really are.
                if (Interlocked.Increment(ref open) + Volatile.Read(ref spent) > 40)
                {
                    Interlocked.Increment(ref tooMany);
                }

                var isSpent = i % 100 == thread;
                Interlocked.Decrement(ref open);
                lab.Settle(reservation, isSpent);
                Interlocked.Add(ref spent, isSpent ? 1 : 0);
            }
        });

        Assert.Equal(0, tooMany);
        Assert.InRange(spent, 33, 40);
        Assert.Equal(40 - spent, lab.CountTaken(1, limit, 99));
    }

    [Fact]
    public void TryTake_LimitsChangeMeanwhile_NeverAdmitsMoreThanTheLargest()
    {
        using var lab = new AddressLab();
        var limits = Enumerable.Range(0, 8).Select(version => lab.Limits.Get("limit", 0.001, version % 2 == 0 ? 1_000 : 500)).ToArray();
        var admitted = 0;
        Crowd.Run(8, thread =>
        {
            for (var i = 0; i < 2_000; i++)
            {
                if (lab.TryTake(1, limits[thread]))
                {
                    Interlocked.Increment(ref admitted);
                }
            }
        });

        Assert.InRange(admitted, 1, 1_000);
    }
}
