using Gateway.Core.ApiKeys;
using Gateway.Core.Tests.Support;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Gateway.Core.Tests.ApiKeys.Lookup;

public class ApiKeyStoreOutageTests
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    public enum Failing
    {
        AtOnce,
        Asynchronously,
        ByHanging,
        ByCancellingItself,
    }

    [Theory]
    [InlineData(Failing.AtOnce)]
    [InlineData(Failing.Asynchronously)]
    [InlineData(Failing.ByHanging)]
    [InlineData(Failing.ByCancellingItself)]
    public async Task LookUpAsync_StoreFails_IsUnavailableForUnknownAndGoesOnForKnownValues(Failing how)
    {
        using var lab = new ApiKeyLab();
        lab.Store.Save(ApiKeyLab.KeyOf(TestKeys.Alice));
        await lab.PresentAsync(TestKeys.Alice);
        lab.Clock.Advance(TimeSpan.FromMinutes(1));
        Break(lab.Store, how);

        var known = lab.PresentAsync(TestKeys.Alice);
        var unknown = lab.PresentAsync(TestKeys.Bob);
        if (how == Failing.ByHanging)
        {
            Assert.False(known.IsCompleted);
            lab.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal("alice", (await known).Identity!.Id);
        Assert.False((await unknown).IsStoreAvailable);
        Assert.Null((await unknown).Identity);
    }

    [Fact]
    public async Task LookUpAsync_StoreStaysDown_KnownKeyWorksUntilKnownKeyLifetimeToTheTick()
    {
        using var lab = new ApiKeyLab();
        lab.Store.Save(ApiKeyLab.KeyOf(TestKeys.Alice));
        await lab.PresentAsync(TestKeys.Alice);
        lab.Store.Fail();
        for (var minute = 1; minute < 15; minute++)
        {
            lab.Clock.Advance(TimeSpan.FromMinutes(1));
            Assert.Equal("alice", (await lab.PresentAsync(TestKeys.Alice)).Identity!.Id);
        }

        lab.Clock.Advance(TimeSpan.FromMinutes(1) - TimeSpan.FromTicks(1));
        Assert.Equal("alice", (await lab.PresentAsync(TestKeys.Alice)).Identity!.Id);
        lab.Clock.Advance(TimeSpan.FromTicks(1));
        var lookup = await lab.PresentAsync(TestKeys.Alice);
        Assert.Null(lookup.Identity);
        Assert.False(lookup.IsStoreAvailable);
    }

    [Fact]
    public async Task LookUpAsync_StoreDownAndKnownKeyExpires_IsNotFound()
    {
        using var lab = new ApiKeyLab();
        lab.Store.Save(ApiKeyLab.KeyOf(TestKeys.Alice) with { ExpiresAt = lab.Clock.GetUtcNow().AddMinutes(2) });
        await lab.PresentAsync(TestKeys.Alice);
        lab.Store.Fail();

        lab.Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Null((await lab.PresentAsync(TestKeys.Alice)).Identity);
    }

    [Fact]
    public async Task LookUpAsync_StoreDownAndKnownKeyInvalidated_IsUnavailable()
    {
        using var lab = new ApiKeyLab();
        lab.Store.Save(ApiKeyLab.KeyOf(TestKeys.Alice));
        await lab.PresentAsync(TestKeys.Alice);
        lab.Store.Fail();

        lab.Directory.Invalidate("alice");

        Assert.False((await lab.PresentAsync(TestKeys.Alice)).IsStoreAvailable);
    }

    [Fact]
    public async Task LookUpAsync_WithinOneSecondOfTheFifthFailureInARow_AnswersAtOnceWithoutTheStore()
    {
        using var lab = new ApiKeyLab();
        lab.Store.Fail();
        for (var i = 0; i < 5; i++)
        {
            await lab.PresentAsync(TestKeys.Alice);
        }

        lab.Store.Hang();

        lab.Clock.Advance(Rest - TimeSpan.FromTicks(1));
        foreach (var value in (string[])[TestKeys.Alice, TestKeys.Bob, TestKeys.Carol])
        {
            var lookup = lab.Directory.LookUpAsync(value, ApiKeyHash.Compute(value), lab.Configured, lab.Clock.GetTimestamp(), CancellationToken.None);
            Assert.True(lookup.IsCompletedSuccessfully);
            Assert.False((await lookup).IsStoreAvailable);
        }

        Assert.Equal(5, lab.Store.Calls.Count);
        lab.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.False(lab.PresentAsync(TestKeys.Alice).IsCompleted);
        Assert.Equal(6, lab.Store.Calls.Count);
    }

    [Fact]
    public async Task LookUpAsync_OneRecordThatAlwaysFails_DoesNotSilenceTheStoreForOthers()
    {
        using var lab = new ApiKeyLab();
        lab.Store.Save(ApiKeyLab.KeyOf(TestKeys.Alice));
        var bad = ApiKey.ComputeHash(TestKeys.Bob);
        lab.Store.Answer = (hash, _) => hash == bad ? throw new IOException("This record cannot be read.") : new(lab.Store.Find(hash));

        for (var i = 0; i < 20; i++)
        {
            Assert.False((await lab.PresentAsync(TestKeys.Bob)).IsStoreAvailable);
            Assert.True((await lab.PresentAsync(ApiKey.Create().Value)).IsStoreAvailable);
        }

        Assert.Equal("alice", (await lab.PresentAsync(TestKeys.Alice)).Identity!.Id);
    }

    [Fact]
    public async Task LookUpAsync_EveryWaiterHasGone_RemembersTheAnswerAllTheSame()
    {
        using var lab = new ApiKeyLab();
        var answer = lab.Store.Hang();
        using var abort = new CancellationTokenSource();
        var waiting = lab.PresentAbortableAsync(TestKeys.Bob, abort.Token);
        await abort.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);

        answer.SetResult(null);

        // The first may still share the call that ends; by the second it is over.
        Assert.Equal(ApiKeyFailure.Unknown, (await lab.PresentAsync(TestKeys.Bob)).Failure);
        Assert.Equal(ApiKeyFailure.Unknown, (await lab.PresentAsync(TestKeys.Bob)).Failure);
        Assert.Single(lab.Store.Calls);
    }

    [Fact]
    public async Task LookUpAsync_StoreFailsAndRecoversTwice_LogsAndReportsEachChangeOnce()
    {
        using var lab = new ApiKeyLab();
        lab.Store.Save(ApiKeyLab.KeyOf(TestKeys.Alice));
        for (var round = 0; round < 2; round++)
        {
            lab.Store.Fail();
            for (var i = 0; i < 3; i++)
            {
                await lab.PresentAsync(TestKeys.Bob);
                Assert.Equal(
                    new KeyValuePair<string, object>("API key store", "The API key store does not answer; known keys go on working."),
                    Assert.Single(lab.Health.GetDegradedParts()));
                lab.Clock.Advance(Rest);
            }

            lab.Store.Answer = null;
            await lab.PresentAsync(TestKeys.Alice);
            Assert.Empty(lab.Health.GetDegradedParts());
            await lab.PresentAsync(TestKeys.Carol);
            lab.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(
            [
                (1200, LogLevel.Warning, "The API key store does not answer. Known keys go on working, others get 503."),
                (1201, LogLevel.Information, "The API key store answers again."),
                (1200, LogLevel.Warning, "The API key store does not answer. Known keys go on working, others get 503."),
                (1201, LogLevel.Information, "The API key store answers again."),
            ],
            lab.Logs.Entries.Select(entry => (entry.Id.Id, entry.Level, entry.Message)));
        Assert.IsType<IOException>(lab.Logs.Entries.First().Exception);
    }

    private static void Break(FakeApiKeyStore store, Failing how) => store.Answer = how switch
    {
        Failing.AtOnce => static (_, _) => throw new InvalidOperationException("No connection."),
        Failing.Asynchronously => static async (_, _) =>
        {
            await Task.Yield();
            throw new IOException("Connection lost.");
        }
        ,
        Failing.ByHanging => static (_, _) => new(new TaskCompletionSource<ApiKey?>().Task),
        _ => static (_, _) => ValueTask.FromCanceled<ApiKey?>(new CancellationToken(canceled: true)),
    };
}
