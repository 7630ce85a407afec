using System.Net;
using Gateway.Core.ApiKeys;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd;

public class FailedCredentialTests
{
    private readonly FakeApiKeyStore _store = new();
    private readonly HeldRequests _requests = new();

    [Fact]
    public async Task Get_WrongKeysFromOneAddress_Get429WithoutALookUpAfterTheBurst()
    {
        await using var app = await StartAsync(burst: 3);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(401, (await app.AskAsync("/", ApiKey.Create().Value)).Status);
        }

        var refused = await app.AskAsync("/", ApiKey.Create().Value);

        Assert.Equal((429, "2"), (refused.Status, refused["Retry-After"]));
        Assert.Contains("\"reason\":\"too_many_failed_credentials\"", refused.Body, StringComparison.Ordinal);
        Assert.Equal(3, _store.Calls.Count);
        app.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(401, (await app.AskAsync("/", ApiKey.Create().Value)).Status);
        Assert.Equal(429, (await app.AskAsync("/", ApiKey.Create().Value)).Status);
    }

    [Fact]
    public async Task Get_NeighbourHasUsedUpTheFailures_LeavesAKnownKeyAlone()
    {
        await using var app = await StartAsync(burst: 1);
        Assert.Equal(200, (await app.AskAsync("/", TestKeys.Alice)).Status);
        Assert.Equal(401, (await app.AskAsync("/", ApiKey.Create().Value)).Status);

        Assert.Equal(429, (await app.AskAsync("/", TestKeys.Bob)).Status);
        Assert.Equal(200, (await app.AskAsync("/", TestKeys.Alice)).Status);
        Assert.Equal(401, (await app.AskAsync("/")).Status);
        Assert.Equal(401, (await app.AskAsync("/", TestKeys.Alice[..^1] + "x")).Status);
    }

    [Fact]
    public async Task Get_KnownKeyThatIsDueToBeLookedUpAgain_IsNotAskedForFailures()
    {
        // One failure in 1,000 s, so that none comes back meanwhile.
        await using var app = await StartAsync(burst: 1, rate: 0.001);
        Assert.Equal(200, (await app.AskAsync("/", TestKeys.Alice)).Status);
        Assert.Equal(401, (await app.AskAsync("/", ApiKey.Create().Value)).Status);
        app.Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(200, (await app.AskAsync("/", TestKeys.Alice)).Status);
        Assert.Equal(429, (await app.AskAsync("/", ApiKey.Create().Value)).Status);
    }

    [Fact]
    public async Task Get_GoodKeysAtFirstSightAndTypingErrors_CostNothing()
    {
        await using var app = await StartAsync(burst: 1);
        for (var i = 0; i < 20; i++)
        {
            var key = ApiKey.Create();
            _store.Save(new ApiKey { Id = $"key-{i}", Hash = key.Hash, Plans = ["free"] });
            Assert.Equal(200, (await app.AskAsync("/", key.Value)).Status);
            Assert.Equal(401, (await app.AskAsync("/", key.Value[..^1] + "!")).Status);
            Assert.Equal(401, (await app.AskAsync("/")).Status);
        }

        Assert.Equal(401, (await app.AskAsync("/", ApiKey.Create().Value)).Status);
        Assert.Equal(429, (await app.AskAsync("/", ApiKey.Create().Value)).Status);
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData("disabled")]
    [InlineData("expired")]
    public async Task Get_OneFailedKeyAgainAndAgain_CostsEachTime(string failure)
    {
        await using var app = await StartAsync(burst: 3);
        if (failure != "unknown")
        {
            _store.Save(ApiKeyLab.KeyOf(TestKeys.Bob, "bob") with
            {
                Enabled = failure != "disabled",
                ExpiresAt = failure == "expired" ? app.Clock.GetUtcNow() : null,
            });
        }

        var statuses = new List<int>();
        for (var i = 0; i < 5; i++)
        {
            statuses.Add((await app.AskAsync("/", TestKeys.Bob)).Status);
        }

        Assert.Equal([401, 401, 401, 429, 429], statuses);
        Assert.Single(_store.Calls);
    }

    [Fact]
    public async Task Get_StoreDown_CostsNothing()
    {
        await using var app = await StartAsync(burst: 1);
        _store.Fail();
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(503, (await app.AskAsync("/", ApiKey.Create().Value)).Status);
        }

        _store.Answer = null;
        Assert.Equal(200, (await app.AskAsync("/", TestKeys.Alice)).Status);
    }

    [Fact]
    public async Task Get_OtherAddress_HasFailuresOfItsOwn()
    {
        await using var app = await StartAsync(burst: 1);
        using var other = AddressLimitTests.ClientFrom(IPAddress.Parse("127.0.0.2"), app.Address);
        Assert.Equal(401, (await app.AskAsync("/", ApiKey.Create().Value)).Status);
        Assert.Equal(429, (await app.AskAsync("/", ApiKey.Create().Value)).Status);

        other.DefaultRequestHeaders.Add("x-api-key", ApiKey.Create().Value);
        Assert.Equal(401, (int)(await other.GetAsync("/", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task Get_ClientHangsUpBeforeTheAnswer_IsChargedAllTheSame()
    {
        await using var app = await StartAsync(burst: 1);
        var asked = new TaskCompletionSource();
        var answer = new TaskCompletionSource<ApiKey?>();
        _store.Answer = (_, _) =>
        {
            asked.TrySetResult();
            return new(answer.Task);
        };
        using (var connection = await RawConnection.OpenAsync(app.Address))
        {
            await connection.SendAsync($"GET / HTTP/1.1\r\nHost: localhost\r\nx-api-key: {ApiKey.Create().Value}\r\n\r\n");
            await asked.Task.InTime();
            connection.Reset();
        }

        _store.Answer = null;
        await _requests.Ended.WaitAsync(1);

        Assert.Equal(429, (await app.AskAsync("/", ApiKey.Create().Value)).Status);
        answer.SetResult(null);
    }

    // Else one address could have as many look-ups under way as there may be, for each failure that it has left.
    [Fact]
    public async Task Get_WhileTheStoreIsSlow_LooksUpNoMoreThanTheAddressHasFailuresLeft()
    {
        await using var app = await StartAsync(burst: 3);
        var answer = _store.Hang();
        var requests = new DirectRequests(app);
        var sent = Enumerable.Range(0, 10).Select(_ => requests.SendAsync(IPAddress.Loopback, ApiKey.Create().Value).AsTask()).ToArray();

        Assert.Equal(3, _store.Calls.Count);
        answer.SetResult(null);
        var statuses = await Task.WhenAll(sent).InTime();
        Assert.Equal([401, 401, 401, 429, 429, 429, 429, 429, 429, 429], statuses);
    }

    [Fact]
    public async Task Get_GoodKeysWhileTheStoreIsSlow_CostNothing()
    {
        _store.Save(ApiKeyLab.KeyOf(TestKeys.Bob, "bob"));
        await using var app = await StartAsync(burst: 2, rate: 0.001);
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _store.Answer = async (hash, _) =>
        {
            await answer.Task;
            return _store.Find(hash);
        };
        var requests = new DirectRequests(app);
        var alice = requests.SendAsync(IPAddress.Loopback, TestKeys.Alice).AsTask();
        var bob = requests.SendAsync(IPAddress.Loopback, TestKeys.Bob).AsTask();
        answer.SetResult();

        var statuses = await Task.WhenAll(alice, bob).InTime();
        Assert.Equal([200, 200], statuses);
        Assert.Equal(401, (await app.AskAsync("/", ApiKey.Create().Value)).Status);
        Assert.Equal(401, (await app.AskAsync("/", ApiKey.Create().Value)).Status);
        Assert.Equal(429, (await app.AskAsync("/", ApiKey.Create().Value)).Status);
    }

    [Fact]
    public async Task Get_KnownKeyThatWasInvalidated_IsNotAskedForFailures()
    {
        await using var app = await StartAsync(burst: 1, rate: 0.001);
        Assert.Equal(200, (await app.AskAsync("/", TestKeys.Alice)).Status);
        Assert.Equal(401, (await app.AskAsync("/", ApiKey.Create().Value)).Status);

        app.Services.GetRequiredService<IApiKeyAdministration>().Invalidate("alice");

        Assert.Equal(200, (await app.AskAsync("/", TestKeys.Alice)).Status);
        Assert.Equal(429, (await app.AskAsync("/", TestKeys.Bob)).Status);
    }

    [Fact]
    public async Task Get_KeyThatWasLookedUpWhileAnotherWasInvalidated_IsNotAskedForFailures()
    {
        await using var app = await StartAsync(burst: 1, rate: 0.001);
        var answer = _store.Hang();
        var early = new DirectRequests(app).SendAsync(IPAddress.Loopback, TestKeys.Alice).AsTask();
        app.Services.GetRequiredService<IApiKeyAdministration>().Invalidate("bob");
        _store.Answer = null;
        answer.SetResult(ApiKeyLab.KeyOf(TestKeys.Alice));
        Assert.Equal(200, await early.InTime());
        Assert.Equal(401, (await app.AskAsync("/", ApiKey.Create().Value)).Status);

        Assert.Equal(200, (await app.AskAsync("/", TestKeys.Alice)).Status);
    }

    [Fact]
    public async Task Get_KeyThatWasInvalidatedAndIsGone_IsAskedForFailuresFromItsSecondTryOn()
    {
        await using var app = await StartAsync(burst: 1, rate: 0.001);
        Assert.Equal(200, (await app.AskAsync("/", TestKeys.Alice)).Status);
        _store.Delete("alice");
        app.Services.GetRequiredService<IApiKeyAdministration>().Invalidate("alice");

        Assert.Equal(401, (await app.AskAsync("/", TestKeys.Alice)).Status);
        Assert.Equal(429, (await app.AskAsync("/", TestKeys.Alice)).Status);
    }

    [Fact]
    public async Task Get_MoreFirstSightsThanMaxLookupsPerSecond_Get503AndKnownKeysWorkOn()
    {
        await using var app = await StartAsync(burst: 1_000, maxLookups: 2);
        Assert.Equal(200, (await app.AskAsync("/", TestKeys.Alice)).Status);
        Assert.Equal(401, (await app.AskAsync("/", ApiKey.Create().Value)).Status);
        var refused = await app.AskAsync("/", ApiKey.Create().Value);

        Assert.Equal((503, "1"), (refused.Status, refused["Retry-After"]));
        Assert.Contains("\"reason\":\"store_unavailable\"", refused.Body, StringComparison.Ordinal);
        Assert.Equal(200, (await app.AskAsync("/", TestKeys.Alice)).Status);
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(401, (await app.AskAsync("/", ApiKey.Create().Value)).Status);
    }

    private Task<GatewayApp> StartAsync(int burst, double rate = 0.5, int maxLookups = 1_000) => GatewayApp.StartAsync(
        gateway =>
        {
            _store.Save(ApiKeyLab.KeyOf(TestKeys.Alice));
            gateway.Services.AddApiGateway(options =>
            {
                (options.FailedCredentials.Rate, options.FailedCredentials.Burst) = (rate, burst);
                options.ApiKeys.MaxLookupsPerSecond = maxLookups;
            });
            gateway.AddUsagePlan("free", plan => plan.Rate(1_000)).AddApiKeyStore(_store);
        },
        app =>
        {
            _requests.Watch(app);
            app.MapGet("/", () => "ok").RequireUsagePlan();
        });
}
