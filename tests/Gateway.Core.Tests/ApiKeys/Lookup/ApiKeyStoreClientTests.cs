using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Gateway.Core.ApiKeys;
using Gateway.Core.Tests.Support;
using Xunit;

namespace Gateway.Core.Tests.ApiKeys.Lookup;

public class ApiKeyStoreClientTests
{
    [Fact]
    public async Task FindAsync_ThousandFirstSightsAtOnce_AsksTheStoreOnce()
    {
        using var lab = new ApiKeyLab();
        var answer = lab.Store.Hang();
        var waiting = 1000;
        var allWait = new TaskCompletionSource();
        var requests = Enumerable.Range(0, 1000).Select(_ => Task.Run(async () =>
        {
            var pending = lab.PresentAsync(TestKeys.Alice);
            if (Interlocked.Decrement(ref waiting) == 0)
            {
                allWait.SetResult();
            }

            return await pending;
        })).ToArray();

        await allWait.Task.InTime();
        answer.SetResult(ApiKeyLab.KeyOf(TestKeys.Alice));
        var lookups = await Task.WhenAll(requests).InTime();

        Assert.Single(lab.Store.Calls);
        Assert.All(lookups, lookup => Assert.Equal("alice", lookup.Identity!.Id));
    }

    [Fact]
    public async Task FindAsync_DifferentValues_DoNotWaitForOneAnother()
    {
        using var lab = new ApiKeyLab();
        lab.Store.Save(ApiKeyLab.KeyOf(TestKeys.Bob, "bob"));
        lab.Store.Hang();
        var hanging = lab.PresentAsync(TestKeys.Alice);
        lab.Store.Answer = null;

        Assert.Equal("bob", (await lab.PresentAsync(TestKeys.Bob)).Identity!.Id);
        Assert.False(hanging.IsCompleted);
    }

    [Fact]
    public async Task FindAsync_WaiterGoesAway_LeavesTheCallAndTheOthersAlone()
    {
        using var lab = new ApiKeyLab();
        using var client = new CancellationTokenSource();
        CancellationToken seen = default;
        var answer = new TaskCompletionSource<ApiKey?>();
        lab.Store.Answer = (_, token) =>
        {
            seen = token;
            return new(answer.Task);
        };
        var leaving = lab.PresentAbortableAsync(TestKeys.Alice, client.Token);
        var staying = lab.PresentAsync(TestKeys.Alice);

        await client.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving);
        Assert.False(seen.IsCancellationRequested);
        answer.SetResult(ApiKeyLab.KeyOf(TestKeys.Alice));

        Assert.Equal("alice", (await staying).Identity!.Id);
        Assert.Single(lab.Store.Calls);
        Assert.Empty(lab.Health.GetDegradedParts());
    }

    [Fact]
    public async Task FindAsync_Deadline_CancelsTheStoresTokenToTheTick()
    {
        using var lab = new ApiKeyLab(options => options.StoreTimeout = TimeSpan.FromMilliseconds(250));
        CancellationToken seen = default;
        lab.Store.Answer = (_, token) =>
        {
            seen = token;
            return new(new TaskCompletionSource<ApiKey?>().Task);
        };
        var lookup = lab.PresentAsync(TestKeys.Alice);

        lab.Clock.Advance(TimeSpan.FromMilliseconds(250) - TimeSpan.FromTicks(1));
        Assert.False(seen.IsCancellationRequested);
        Assert.False(lookup.IsCompleted);
        lab.Clock.Advance(TimeSpan.FromTicks(1));

        Assert.True(seen.IsCancellationRequested);
        Assert.False((await lookup).IsStoreAvailable);
    }

    [Fact]
    public async Task FindAsync_MoreThanMaxConcurrentLookups_AreUnavailableAtOnceAndDegradeUntilOneEnds()
    {
        using var lab = new ApiKeyLab(options => options.MaxConcurrentLookups = 3);
        lab.Store.Save(ApiKeyLab.KeyOf(TestKeys.Alice));
        var answer = lab.Store.Hang();
        var admitted = Enumerable.Range(0, 3).Select(_ => lab.PresentAsync(ApiKey.Create().Value)).ToArray();

        Assert.False((await lab.PresentAsync(TestKeys.Alice)).IsStoreAvailable);
        Assert.Equal(3, lab.Store.Calls.Count);
        Assert.False((await lab.PresentAsync(TestKeys.Bob)).IsStoreAvailable);
        Assert.Equal(["API key look-ups"], lab.Health.GetDegradedParts().Keys);
        Assert.Equal([1204], lab.Logs.Entries.Select(entry => entry.Id.Id));
        answer.SetResult(null);
        lab.Store.Answer = null;
        Assert.All(await Task.WhenAll(admitted), lookup => Assert.Equal(ApiKeyFailure.Unknown, lookup.Failure));
        Assert.Equal("alice", (await lab.PresentAsync(TestKeys.Alice)).Identity!.Id);
        Assert.Empty(lab.Health.GetDegradedParts());
        Assert.Equal([1204, 1205], lab.Logs.Entries.Select(entry => entry.Id.Id));
    }

    [Fact]
    public async Task FindAsync_StoreIgnoresTheDeadline_IsNotCalledMoreOftenThanItMay()
    {
        using var lab = new ApiKeyLab(options => options.MaxConcurrentLookups = 1);
        var hung = lab.Store.Hang();
        var first = lab.PresentAsync(TestKeys.Alice);
        lab.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False((await first).IsStoreAvailable);
        lab.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.False((await lab.PresentAsync(TestKeys.Bob)).IsStoreAvailable);
        Assert.Single(lab.Store.Calls);
        hung.SetResult(null);
        lab.Store.Answer = null;
        await lab.Logs.WaitAsync(1205, 1);
        Assert.DoesNotContain("API key look-ups", lab.Health.GetDegradedParts().Keys);
        Assert.True((await lab.PresentAsync(TestKeys.Bob)).IsStoreAvailable);
    }

    [Fact]
    public async Task FindAsync_FloodOfUnknownValues_DoesNotKeepARevocationFromBeingSeen()
    {
        using var lab = new ApiKeyLab(options => options.MaxConcurrentLookups = 1);
        lab.Store.Save(ApiKeyLab.KeyOf(TestKeys.Alice));
        await lab.PresentAsync(TestKeys.Alice);
        lab.Clock.Advance(TimeSpan.FromMinutes(1));
        lab.Store.Hang();
        _ = lab.PresentAsync(TestKeys.Bob);
        lab.Store.Answer = null;
        lab.Store.Delete("alice");

        Assert.False((await lab.PresentAsync(TestKeys.Carol)).IsStoreAvailable);
        Assert.Equal(ApiKeyFailure.Unknown, (await lab.PresentAsync(TestKeys.Alice)).Failure);
    }

    [Fact]
    public async Task FindAsync_MoreKnownKeysDueThanMayBeAsked_LetsThemGoOn()
    {
        using var lab = new ApiKeyLab(options => options.MaxConcurrentLookups = 1);
        lab.Store.Save(ApiKeyLab.KeyOf(TestKeys.Alice));
        lab.Store.Save(ApiKeyLab.KeyOf(TestKeys.Bob, "bob"));
        await lab.PresentAsync(TestKeys.Alice);
        await lab.PresentAsync(TestKeys.Bob);
        lab.Clock.Advance(TimeSpan.FromMinutes(1));
        lab.Store.Hang();
        _ = lab.PresentAsync(TestKeys.Bob);

        Assert.Equal("alice", (await lab.PresentAsync(TestKeys.Alice)).Identity!.Id);
    }

    [Fact]
    public void FindAsync_StoreFailsAfterItsDeadline_LeavesNoUnobservedException()
    {
        var late = $"late {Guid.NewGuid()}";
        var unobserved = new ConcurrentQueue<string>();
        void Collect(object? sender, UnobservedTaskExceptionEventArgs e) => unobserved.Enqueue(e.Exception.InnerExceptions[0].Message);
        TaskScheduler.UnobservedTaskException += Collect;
        try
        {
            var failed = FailLate(late);
            Assert.True(
                SpinWait.SpinUntil(() => IsCollected(failed), Patience.Limit),
                "The failed task must be collected, or nothing is proved.");
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= Collect;
        }

        Assert.DoesNotContain(late, unobserved);
    }

    private static bool IsCollected(WeakReference reference)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return !reference.IsAlive;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference FailLate(string marker)
    {
        using var lab = new ApiKeyLab();
        var answer = lab.Store.Hang();
        var lookup = lab.Directory.LookUpAsync(TestKeys.Alice, ApiKeyHash.Compute(TestKeys.Alice), lab.Configured, lab.Clock.GetTimestamp(), CancellationToken.None).AsTask();
        lab.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(((IAsyncResult)lookup).AsyncWaitHandle.WaitOne(Patience.Limit));
        answer.SetException(new IOException(marker));
        return new WeakReference(answer.Task);
    }
}
