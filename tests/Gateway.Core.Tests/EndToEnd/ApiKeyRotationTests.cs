using System.Net;
using Gateway.Core.ApiKeys;
using Gateway.Core.Pipeline;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd;

public class ApiKeyRotationTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Get_BothValuesOfARotatedKey_WorkUntilTheEndToTheTickThenOnlyTheNewOne(bool isInStore)
    {
        await using var app = await StartAsync(isInStore, key => key with
        {
            PreviousHash = ApiKey.ComputeHash(TestKeys.Bob),
            PreviousValidUntil = Noon.AddMinutes(30),
        });

        app.Clock.Advance(TimeSpan.FromMinutes(30) - Tick);
        Assert.Equal(HttpStatusCode.OK, (await app.GetAsync("/orders", TestKeys.Alice)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await app.GetAsync("/orders", TestKeys.Bob)).StatusCode);
        app.Clock.Advance(Tick);
        Assert.Equal(HttpStatusCode.OK, (await app.GetAsync("/orders", TestKeys.Alice)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.GetAsync("/orders", TestKeys.Bob)).StatusCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Get_KeyThatExpires_WorksUntilThatTimeToTheTick(bool isInStore)
    {
        await using var app = await StartAsync(isInStore, key => key with { ExpiresAt = Noon.AddSeconds(20) });

        app.Clock.Advance(TimeSpan.FromSeconds(20) - Tick);
        Assert.Equal(HttpStatusCode.OK, (await app.GetAsync("/orders", TestKeys.Alice)).StatusCode);
        app.Clock.Advance(Tick);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.GetAsync("/orders", TestKeys.Alice)).StatusCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Get_RotatedKeyThatExpiresBeforeItsOldValue_EndsForBothValues(bool isInStore)
    {
        await using var app = await StartAsync(isInStore, key => key with
        {
            ExpiresAt = Noon.AddMinutes(1),
            PreviousHash = ApiKey.ComputeHash(TestKeys.Bob),
            PreviousValidUntil = Noon.AddMinutes(30),
        });

        Assert.Equal(HttpStatusCode.OK, (await app.GetAsync("/orders", TestKeys.Bob)).StatusCode);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.GetAsync("/orders", TestKeys.Alice)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.GetAsync("/orders", TestKeys.Bob)).StatusCode);
    }

    [Fact]
    public async Task Get_StoredPreviousHashWithoutAnEnd_Returns401ForTheOldValue()
    {
        await using var app = await StartAsync(isInStore: true, key => key with { PreviousHash = ApiKey.ComputeHash(TestKeys.Bob) });

        Assert.Equal(HttpStatusCode.Unauthorized, (await app.GetAsync("/orders", TestKeys.Bob)).StatusCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Get_BothValuesOfARotatedKey_AreOneCallerWithOneBucket(bool isInStore)
    {
        await using var app = await StartAsync(
            isInStore,
            key => key with { PreviousHash = ApiKey.ComputeHash(TestKeys.Bob), PreviousValidUntil = Noon.AddMinutes(30) },
            burst: 2);

        Assert.Equal("alice free", await (await app.GetAsync("/orders", TestKeys.Alice)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("alice free", await (await app.GetAsync("/orders", TestKeys.Bob)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.TooManyRequests, (await app.GetAsync("/orders", TestKeys.Alice)).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await app.GetAsync("/orders", TestKeys.Bob)).StatusCode);
    }

    private static Task<GatewayApp> StartAsync(bool isInStore, Func<ApiKey, ApiKey> describe, int burst = 1000)
    {
        var key = describe(ApiKeyLab.KeyOf(TestKeys.Alice));
        var store = new FakeApiKeyStore();
        return GatewayApp.StartAsync(
            gateway =>
            {
                gateway.AddUsagePlan("free", plan => plan.Rate(0.001).Burst(burst)).AddApiKeyStore(store);
                if (isInStore)
                {
                    store.Save(key);
                    return;
                }

                gateway.Services.AddApiGateway(options => options.ApiKeys.Keys[key.Id] = new ApiKeyOptions
                {
                    Hash = key.Hash,
                    PreviousHash = key.PreviousHash,
                    PreviousValidUntil = key.PreviousValidUntil,
                    ExpiresAt = key.ExpiresAt,
                    Plans = [.. key.Plans],
                });
            },
            app => app.MapGet("/orders", (GatewayCaller caller) => $"{caller.Id} {caller.Plan}").RequireUsagePlan());
    }
}
