using Gateway.Core.ApiKeys;
using Gateway.Core.Pipeline;
using Gateway.Core.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.ApiKeys;

public class ApiKeysOptionsTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    [Fact]
    public void Defaults_OfHowKeysAreRead_AreTheDocumentedOnes()
    {
        var options = new ApiKeysOptions();

        Assert.Equal("x-api-key", options.HeaderName);
        Assert.Null(options.QueryParameterName);
        Assert.Equal(TimeSpan.FromMinutes(1), options.RevalidateAfter);
        Assert.Equal(TimeSpan.FromMinutes(15), options.KnownKeyLifetime);
        Assert.Equal(TimeSpan.FromSeconds(10), options.UnknownKeyLifetime);
        Assert.Equal(100_000, options.MaxKnownKeys);
        Assert.Equal(100_000, options.MaxUnknownKeys);
        Assert.Equal(TimeSpan.FromSeconds(1), options.StoreTimeout);
        Assert.Equal(100, options.MaxConcurrentLookups);
        Assert.False(options.AllowNoKeys);
        Assert.Equal(1_000, options.MaxLookupsPerSecond);
        Assert.Empty(options.Keys);
    }

    [Fact]
    public void Defaults_OfOneKey_AreTheDocumentedOnes()
    {
        var options = new ApiKeyOptions();

        Assert.Null(options.Name);
        Assert.Null(options.Hash);
        Assert.Null(options.Value);
        Assert.Null(options.PreviousHash);
        Assert.Null(options.PreviousValidUntil);
        Assert.Null(options.ExpiresAt);
        Assert.True(options.Enabled);
        Assert.Empty(options.Plans);
        Assert.Empty(options.Tags);
    }

    [Fact]
    public async Task Start_EveryOptionAtItsLowerEdge_Succeeds() => await AssertStartsAsync(options =>
    {
        options.HeaderName = "k";
        options.QueryParameterName = "k";
        options.RevalidateAfter = TimeSpan.FromSeconds(1);
        options.KnownKeyLifetime = TimeSpan.FromSeconds(1);
        options.UnknownKeyLifetime = TimeSpan.Zero;
        options.MaxKnownKeys = 100;
        options.MaxUnknownKeys = 100;
        options.StoreTimeout = TimeSpan.FromMilliseconds(10);
        options.MaxConcurrentLookups = 1;
        options.MaxLookupsPerSecond = 1;
    });

    [Fact]
    public async Task Start_EveryOptionAtItsUpperEdge_Succeeds() => await AssertStartsAsync(options =>
    {
        options.HeaderName = new string('k', 64);
        options.QueryParameterName = new string('k', 64);
        options.RevalidateAfter = TimeSpan.FromHours(1);
        options.KnownKeyLifetime = TimeSpan.FromDays(1);
        options.UnknownKeyLifetime = TimeSpan.FromHours(1);
        options.MaxKnownKeys = 10_000_000;
        options.MaxUnknownKeys = 10_000_000;
        options.StoreTimeout = TimeSpan.FromMinutes(1);
        options.MaxConcurrentLookups = 10_000;
        options.MaxLookupsPerSecond = 1_000_000;
    });

    [Fact]
    public async Task Start_EveryOptionBelowItsLowerEdge_ListsEveryError() => await AssertFailsAsync(
        options =>
        {
            options.HeaderName = "";
            options.QueryParameterName = "api key";
            options.RevalidateAfter = TimeSpan.FromSeconds(1) - Tick;
            options.KnownKeyLifetime = TimeSpan.FromSeconds(1) - Tick;
            options.UnknownKeyLifetime = -Tick;
            options.MaxKnownKeys = 99;
            options.MaxUnknownKeys = 99;
            options.StoreTimeout = TimeSpan.FromMilliseconds(10) - Tick;
            options.MaxConcurrentLookups = 0;
            options.MaxLookupsPerSecond = 0;
        },
        headerRule: "must be the name of a header.");

    [Fact]
    public async Task Start_EveryOptionAboveItsUpperEdge_ListsEveryError() => await AssertFailsAsync(
        options =>
        {
            options.HeaderName = new string('k', 65);
            options.QueryParameterName = new string('k', 65);
            options.RevalidateAfter = TimeSpan.FromHours(1) + Tick;
            options.KnownKeyLifetime = TimeSpan.FromDays(1) + Tick;
            options.UnknownKeyLifetime = TimeSpan.FromHours(1) + Tick;
            options.MaxKnownKeys = 10_000_001;
            options.MaxUnknownKeys = 10_000_001;
            options.StoreTimeout = TimeSpan.FromMinutes(1) + Tick;
            options.MaxConcurrentLookups = 10_001;
            options.MaxLookupsPerSecond = 1_000_001;
        },
        headerRule: "must be the name of a header, at most 64 characters.");

    [Fact]
    public async Task Start_KnownKeyLifetimeShorterThanRevalidateAfter_SaysWhatToDo()
    {
        var exception = await Assert.ThrowsAsync<GatewayConfigurationException>(() => StartAsync(
            options => options.KnownKeyLifetime = TimeSpan.FromSeconds(59)));

        Assert.Equal(
            ["ApiGateway:ApiKeys:KnownKeyLifetime: 00:00:59 is shorter than RevalidateAfter (00:01:00); make it at least as long."],
            exception.Errors);
    }

    private static async Task AssertStartsAsync(Action<ApiKeysOptions> configure)
    {
        await using var app = await StartAsync(configure);
        var options = new ApiKeysOptions();
        configure(options);
        var running = app.Services.GetRequiredService<ApiKeysOptions>();
        Assert.Equal(options.HeaderName, running.HeaderName);
        Assert.Equal(options.StoreTimeout, running.StoreTimeout);
    }

    private static async Task AssertFailsAsync(Action<ApiKeysOptions> configure, string headerRule)
    {
        var exception = await Assert.ThrowsAsync<GatewayConfigurationException>(() => StartAsync(configure));

        Assert.Equal(
            [
                $"ApiGateway:ApiKeys:HeaderName {headerRule}",
                "ApiGateway:ApiKeys:KnownKeyLifetime must be between 00:00:01 and 1.00:00:00.",
                "ApiGateway:ApiKeys:MaxConcurrentLookups must be between 1 and 10000.",
                "ApiGateway:ApiKeys:MaxKnownKeys must be between 100 and 10000000.",
                "ApiGateway:ApiKeys:MaxLookupsPerSecond must be between 1 and 1000000.",
                "ApiGateway:ApiKeys:MaxUnknownKeys must be between 100 and 10000000.",
                "ApiGateway:ApiKeys:QueryParameterName must be 1 to 64 letters, digits and any of _.~-",
                "ApiGateway:ApiKeys:RevalidateAfter must be between 00:00:01 and 01:00:00.",
                "ApiGateway:ApiKeys:StoreTimeout must be between 00:00:00.0100000 and 00:01:00.",
                "ApiGateway:ApiKeys:UnknownKeyLifetime must be between 00:00:00 and 01:00:00.",
            ],
            exception.Errors.Order(StringComparer.Ordinal));
    }

    private static Task<GatewayApp> StartAsync(Action<ApiKeysOptions> configure) => GatewayApp.StartAsync(
        gateway => gateway.Services.AddApiGateway(options => configure(options.ApiKeys)),
        _ => { });
}
