using System.Net;
using Gateway.Core.ApiKeys;
using Gateway.Core.Hosting;
using Gateway.Core.Pipeline;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Gateway.Core.Tests.Hosting;

public class ApiKeyDefinitionTests
{
    private const string HashRule = "must be SHA-256 of the key's value, 64 hexadecimal digits; ApiKey.ComputeHash(value) makes it.";

    private const string ValueRule =
        "A key's value must be 20 to 128 printable ASCII characters without comma, double quote and space; "
        + "one that begins with 'gw_' must have the form that ApiKey.Create() makes, checksum included.";

    private static readonly string Hash = ApiKey.ComputeHash(TestKeys.Alice);

    public static TheoryData<string, Action<ApiKeyOptions>, string> Wrong => new()
    {
        { "neither", key => { }, "a: set either Hash (SHA-256 of the key's value) or, for development, Value." },
        { "both", key => (key.Hash, key.Value) = (Hash, TestKeys.Bob), "a: set either Hash (SHA-256 of the key's value) or, for development, Value." },
        { "value", key => key.Value = "short", $"a:Value: {ValueRule}" },
        { "hash", key => key.Hash = "abc", $"a:Hash: {HashRule}" },
        { "previous", key => (key.Hash, key.PreviousHash, key.PreviousValidUntil) = (Hash, "abc", DateTimeOffset.MaxValue), $"a:PreviousHash: {HashRule}" },
        { "no end", key => (key.Hash, key.PreviousHash) = (Hash, Hash), "a: PreviousHash and PreviousValidUntil belong together; set both or neither." },
        { "end alone", key => (key.Hash, key.PreviousValidUntil) = (Hash, DateTimeOffset.MaxValue), "a: PreviousHash and PreviousValidUntil belong together; set both or neither." },
        { "name", key => (key.Hash, key.Name) = (Hash, new string('n', 1025)), "a:Name must have at most 1024 characters." },
        { "unknown plan", key => (key.Hash, key.Plans) = (Hash, ["gold"]), "a:Plans: the usage plan 'gold' does not exist. Known plans: free, pro." },
        { "plan twice", key => (key.Hash, key.Plans) = (Hash, ["free", "pro", "free"]), "a:Plans: names the usage plan 'free' more than once." },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Start_WrongKey_IsRefusedWithPathAndFix(string what, Action<ApiKeyOptions> configure, string expected)
    {
        var errors = await GetErrorsAsync(gateway => AddKey(gateway, "a", configure));

        Assert.True(errors.SequenceEqual(["ApiGateway:ApiKeys:Keys:" + expected]), $"{what}: {string.Join(" | ", errors)}");
    }

    [Theory]
    [InlineData(1024, true)]
    [InlineData(1025, false)]
    public async Task Start_NameLength_TakesUpTo1024Characters(int length, bool isGood)
    {
        var errors = await GetErrorsAsync(gateway => AddKey(gateway, "a", key => (key.Hash, key.Name) = (Hash, new string('n', length))));

        Assert.Equal(isGood, errors.Count == 0);
    }

    [Fact]
    public async Task Start_TwoKeysWithOneValue_AreRefusedHoweverTheValueIsWritten()
    {
        var errors = await GetErrorsAsync(gateway => AddKey(
            AddKey(
                AddKey(gateway, "a", key => key.Value = TestKeys.Alice),
                "b",
                key => key.Hash = Hash.ToUpperInvariant()),
            "c",
            key => (key.Value, key.PreviousHash, key.PreviousValidUntil) = (TestKeys.Bob, Hash, DateTimeOffset.MaxValue)));

        Assert.Equal(
            [
                "ApiGateway:ApiKeys:Keys:b: has the same value as key 'a'; a value belongs to one key.",
                "ApiGateway:ApiKeys:Keys:c: has the same value as key 'a'; a value belongs to one key.",
            ],
            errors);
    }

    [Theory]
    [InlineData(GatewayMode.Standard, "", "", false)]
    [InlineData(GatewayMode.AmazonApiGateway, "", "", true)]
    [InlineData(GatewayMode.AmazonApiGateway, "one", "", true)]
    [InlineData(GatewayMode.AmazonApiGateway, "one", "one", true)]
    [InlineData(GatewayMode.AmazonApiGateway, "one", "two", false)]
    public async Task Start_TwoPlansForOneStage_AreRefusedInTheReferencesModeOnly(GatewayMode mode, string free, string pro, bool isRefused)
    {
        var errors = await GetErrorsAsync(gateway =>
        {
            gateway.Services.AddApiGateway(options => options.Mode = mode);
            gateway.AddStage("two")
                .AddUsagePlan("free", plan => plan.Stages(free.Length == 0 ? [] : [free]))
                .AddUsagePlan("pro", plan => plan.Stages(pro.Length == 0 ? [] : [pro]))
                .AddApiKey("a", key => key.Hash(Hash).Plans("free", "pro"));
        });

        string[] expected =
        [
            "ApiGateway:ApiKeys:Keys:a:Plans: 'free' and 'pro' cover the same stage. In Amazon API Gateway's mode a key has at most one plan per stage; "
            + "restrict the plans to different Stages, or remove one.",
        ];
        Assert.Equal(isRefused ? expected : [], errors);
    }

    [Fact]
    public async Task Start_PlainValueInConfiguration_LogsAWarningWithoutTheValue()
    {
        await using var app = await StartAsync(gateway => { }, ("ApiKeys:Keys:dev:Value", TestKeys.Alice), ("ApiKeys:Keys:ops:Hash", ApiKey.ComputeHash(TestKeys.Bob)));

        var entry = Assert.Single(app.Logs.Entries, entry => entry.Id.Id == 1203);
        Assert.Equal(LogLevel.Warning, entry.Level);
        Assert.Equal(
            "API key 'dev' is configured by its plain value. Outside development set Hash instead: ApiGateway:ApiKeys:Keys:dev:Hash.", entry.Message);
        Assert.DoesNotContain(app.Logs.Entries, entry => entry.Message.Contains(TestKeys.Alice, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_KeyInCodeAndConfiguration_MergesPropertyByProperty()
    {
        await using var app = await StartAsync(
            gateway => gateway.AddApiKey("a", key => key.Value(TestKeys.Alice).Name("Alice").Tag("x", "1").Tag("y", "1").Plans("free", "pro")),
            ("ApiKeys:Keys:a:Hash", ApiKey.ComputeHash(TestKeys.Bob)), ("ApiKeys:Keys:a:Plans:0", "pro"), ("ApiKeys:Keys:a:Tags:y", "2"));

        Assert.Equal(HttpStatusCode.Unauthorized, (await app.GetAsync("/", TestKeys.Alice)).StatusCode);
        Assert.Equal(
            "a Alice pro x=1 y=2",
            await (await app.GetAsync("/", TestKeys.Bob)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var entry = Assert.Single(app.Logs.Entries, entry => entry.Id.Id == 1900);
        Assert.Equal("Configuration 'ApiGateway:ApiKeys:Keys:a' overrides a definition of the same name in code.", entry.Message);
    }

    [Theory]
    [InlineData("ApiKeys:Keys:a:Enabled", "false")]
    [InlineData("ApiKeys:Keys:a:ExpiresAt", "2026-03-04T12:00:00Z")]
    public async Task Get_KeyOfCodeSwitchedOffInConfiguration_Returns401(string path, string value)
    {
        await using var app = await StartAsync(gateway => gateway.AddApiKey("a", key => key.Value(TestKeys.Alice).Plans("free")), (path, value));

        Assert.Equal(HttpStatusCode.Unauthorized, (await app.GetAsync("/", TestKeys.Alice)).StatusCode);
    }

    private static IApiGatewayBuilder AddKey(IApiGatewayBuilder gateway, string id, Action<ApiKeyOptions> configure)
    {
        gateway.Services.AddApiGateway(options =>
        {
            var key = new ApiKeyOptions();
            configure(key);
            options.ApiKeys.Keys[id] = key;
        });
        return gateway;
    }

    private static async Task<IReadOnlyList<string>> GetErrorsAsync(Action<IApiGatewayBuilder> configure)
    {
        try
        {
            await using var app = await StartAsync(configure);
            return [];
        }
        catch (GatewayConfigurationException exception)
        {
            return exception.Errors;
        }
    }

    private static Task<GatewayApp> StartAsync(Action<IApiGatewayBuilder> configure, params (string Path, string Value)[] configuration) =>
        GatewayApp.StartAsync(
            gateway =>
            {
                var section = new ConfigurationBuilder().AddInMemoryCollection(
                    configuration.Select(pair => KeyValuePair.Create("ApiGateway:" + pair.Path, (string?)pair.Value))).Build().GetSection("ApiGateway");
                gateway.Services.AddApiGateway(section);
                gateway.AddStage("one").AddUsagePlan("free", plan => plan.Rate(100)).AddUsagePlan("pro", plan => plan.Rate(100));
                configure(gateway);
            },
            app => app.MapGet("/", (GatewayCaller caller) =>
                $"{caller.Id} {caller.Name} {caller.Plan} {string.Join(' ', caller.Tags.OrderBy(tag => tag.Key).Select(tag => $"{tag.Key}={tag.Value}"))}")
                .WithStage("one").RequireUsagePlan());
}
