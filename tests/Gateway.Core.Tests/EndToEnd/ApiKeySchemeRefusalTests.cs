using Gateway.Core.ApiKeys;
using Gateway.Core.Hosting;
using Gateway.Core.Pipeline;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd;

/// <summary>What authorization refuses looks as if a usage plan had refused it.</summary>
public class ApiKeySchemeRefusalTests
{
    private readonly FakeApiKeyStore _store = new();

    [Theory]
    [InlineData(GatewayMode.Standard, "GET", "HTTP/1.1 401 Unauthorized\r\n")]
    [InlineData(GatewayMode.Standard, "HEAD", "HTTP/1.1 401 Unauthorized\r\n")]
    [InlineData(GatewayMode.AmazonApiGateway, "GET", "HTTP/1.1 403 Forbidden\r\n")]
    public async Task Request_EveryFailureOfAKey_IsAnsweredAsByAUsagePlan(GatewayMode mode, string method, string status)
    {
        var (disabled, expired) = (ApiKey.Create(), ApiKey.Create());
        _store.Save(ApiKeyLab.KeyOf(disabled.Value, "disabled") with { Enabled = false });
        _store.Save(ApiKeyLab.KeyOf(expired.Value, "expired") with { ExpiresAt = DateTimeOffset.UnixEpoch });
        await using var app = await StartAsync(options => options.Mode = mode);
        var answers = new List<string>();

        foreach (var value in (string?[])
            [
                null, "", "short", TestKeys.Alice[..^1] + "X", ApiKey.Create().Value, disabled.Value, expired.Value, new string('k', 129),
                $"{TestKeys.Alice}, {TestKeys.Bob}",
            ])
        {
            answers.Add(await SendRawAsync(app, method, "/", value));
            answers.Add(await SendRawAsync(app, method, "/plan", value));
        }

        Assert.StartsWith(status, Assert.Single(answers.Distinct()), StringComparison.Ordinal);
        Assert.Equal(mode == GatewayMode.Standard, answers[0].Contains("\r\nWWW-Authenticate: ApiKey\r\n", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Get_StoreDown_Returns503UnlessTheKeyIsKnown()
    {
        _store.Save(ApiKeyLab.KeyOf(TestKeys.Alice));
        await using var app = await StartAsync();
        Assert.Equal(200, (await app.AskAsync("/", TestKeys.Alice)).Status);
        _store.Fail();

        var refused = await app.AskAsync("/", TestKeys.Bob);

        Assert.Equal((503, "1", null), (refused.Status, refused["Retry-After"], refused["WWW-Authenticate"]));
        Assert.Contains("\"reason\":\"store_unavailable\"", refused.Body, StringComparison.Ordinal);
        Assert.Equal(200, (await app.AskAsync("/", TestKeys.Alice)).Status);
    }

    [Fact]
    public async Task Get_FloodOfWrongKeys_GetsTheSameBoundAsByAUsagePlan()
    {
        _store.Save(ApiKeyLab.KeyOf(TestKeys.Alice));
        await using var app = await StartAsync(options => (options.FailedCredentials.Rate, options.FailedCredentials.Burst) = (0.5, 3));
        Assert.Equal(200, (await app.AskAsync("/", TestKeys.Alice)).Status);
        string[] paths = ["/", "/plan", "/"];
        foreach (var path in paths)
        {
            Assert.Equal(401, (await app.AskAsync(path, ApiKey.Create().Value)).Status);
        }

        var refused = await app.AskAsync("/", ApiKey.Create().Value);

        Assert.Equal((429, "2"), (refused.Status, refused["Retry-After"]));
        Assert.Contains("\"reason\":\"too_many_failed_credentials\"", refused.Body, StringComparison.Ordinal);
        Assert.Equal(429, (await app.AskAsync("/plan", ApiKey.Create().Value)).Status);
        Assert.Equal(4, _store.Calls.Count);
        Assert.Equal(200, (await app.AskAsync("/", TestKeys.Alice)).Status);
        Assert.Equal(401, (await app.AskAsync("/")).Status);
    }

    [Fact]
    public async Task Get_Refused_IsCountedOnceWithRouteAndStage()
    {
        await using var app = await SchemeApp.StartAsync(app =>
        {
            app.MapGet("/orders/{id:int}", () => "ok").RequireAuthorization();
            app.MapGet("/staged", () => "ok").WithStage("prod").RequireAuthorization();
            app.MapGet("/plan", () => "ok").RequireUsagePlan().RequireAuthorization();
        });
        using var counter = new RejectionCounter(app);
        foreach (var path in (string[])["/orders/1", "/orders/2", "/staged", "/plan"])
        {
            var answer = await app.AskAsync(path, TestKeys.Bob);
            Assert.Equal((401, 36), (answer.Status, answer["x-request-id"]?.Length));
        }

        Assert.Equal(
            [
                "gateway.stage=$default gateway.route=GET /orders/{id} gateway.reason=api_key_invalid",
                "gateway.stage=$default gateway.route=GET /orders/{id} gateway.reason=api_key_invalid",
                "gateway.stage=prod gateway.route=GET /staged gateway.reason=api_key_invalid",
                "gateway.stage=$default gateway.route=GET /plan gateway.reason=api_key_invalid",
            ],
            counter.Counted);
    }

    [Theory]
    [InlineData("ApiKey", "Other", "ApiKey, Other", false)]
    [InlineData("Other", "ApiKey", "Other, ApiKey", true)]
    [InlineData("ApiKey", "Partner", "ApiKey", false)]
    [InlineData("ApiKey", null, "ApiKey", true)]
    public async Task Get_SeveralSchemesGuardTheEndpoint_AskForAllOfThem(string first, string? second, string challenge, bool hasBody)
    {
        await using var app = await SchemeApp.StartAsync(
            app => app.MapGet("/", () => "ok").RequireAuthorization(policy => policy
                .AddAuthenticationSchemes(second is null ? [first] : [first, second]).RequireAuthenticatedUser()),
            _store,
            schemes => schemes.AddApiKey().AddApiKey("Partner").AddScheme<AuthenticationSchemeOptions, OtherScheme>("Other", null),
            options => options.FailedCredentials.Burst = 2);
        using var counter = new RejectionCounter(app);
        for (var i = 1; i <= 2; i++)
        {
            var answer = await app.AskAsync("/", ApiKey.Create().Value);

            Assert.Equal((401, challenge), (answer.Status, answer["WWW-Authenticate"]));
            Assert.Equal(hasBody, answer.Body.Contains("\"reason\":\"api_key_invalid\"", StringComparison.Ordinal));
            Assert.Equal((i, i), (_store.Calls.Count, counter.Counted.Count));
        }
    }

    [Fact]
    public async Task Get_AppChallengesByItself_IsAnsweredAlike()
    {
        await using var app = await SchemeApp.StartAsync(app =>
        {
            app.Use((context, next) => context.Request.Path == "/middleware" ? context.ChallengeAsync("ApiKey") : next());
            app.MapGet("/", () => Microsoft.AspNetCore.Http.Results.Challenge());
        });

        foreach (var path in (string[])["/", "/middleware"])
        {
            var answer = await app.AskAsync(path, TestKeys.Alice);
            Assert.Equal((401, "ApiKey"), (answer.Status, answer["WWW-Authenticate"]));
            Assert.Contains("\"reason\":\"api_key_invalid\"", answer.Body, StringComparison.Ordinal);
        }
    }

    private Task<GatewayApp> StartAsync(Action<ApiGatewayOptions>? options = null) => SchemeApp.StartAsync(
        app =>
        {
            app.MapMethods("/", ["GET", "HEAD"], () => "ok").RequireAuthorization();
            app.MapMethods("/plan", ["GET", "HEAD"], () => "ok").RequireUsagePlan();
        },
        _store,
        options: options);

    private static async Task<string> SendRawAsync(GatewayApp app, string method, string path, string? key)
    {
        using var connection = await RawConnection.OpenAsync(app.Address);
        await connection.SendAsync(
            $"{method} {path} HTTP/1.1\r\nHost: test\r\nConnection: close\r\n{(key is null ? "" : $"x-api-key: {key}\r\n")}\r\n");
        return string.Join("\r\n", (await connection.ReadAsync()).Split("\r\n").Where(line =>
            !line.StartsWith("Date:", StringComparison.OrdinalIgnoreCase)
            && !line.StartsWith("x-request-id:", StringComparison.OrdinalIgnoreCase)
            && !line.StartsWith("x-amzn-RequestId:", StringComparison.OrdinalIgnoreCase)));
    }
}
