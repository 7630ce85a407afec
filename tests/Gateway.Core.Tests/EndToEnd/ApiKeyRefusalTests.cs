using Gateway.Core.ApiKeys;
using Gateway.Core.Hosting;
using Gateway.Core.Pipeline;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd;

public class ApiKeyRefusalTests
{
    private const string StandardBody =
        """{"type":"https://tools.ietf.org/html/rfc9110#section-15.5.2","title":"Unauthorized","status":401,"detail":"A valid API key is required.","reason":"api_key_invalid"}""";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Get_EveryFailureOfAKeyInStandardMode_GetsTheSame401ByteForByte(bool isHead)
    {
        var answers = await CollectAsync(GatewayMode.Standard, isHead ? "HEAD" : "GET");

        var answer = Assert.Single(answers.Distinct());
        Assert.StartsWith("HTTP/1.1 401 Unauthorized\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("\r\nWWW-Authenticate: ApiKey\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("\r\nContent-Type: application/problem+json\r\n", answer, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n" + (isHead ? "" : StandardBody), answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_EveryFailureOfAKeyInTheReferencesMode_GetsTheSame403ByteForByte()
    {
        var answers = await CollectAsync(GatewayMode.AmazonApiGateway, "GET");

        var answer = Assert.Single(answers.Distinct());
        Assert.StartsWith("HTTP/1.1 403 Forbidden\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("\r\nx-amzn-ErrorType: ForbiddenException\r\n", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("WWW-Authenticate", answer, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n{\"message\":\"Forbidden\"}", answer, StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<string>> CollectAsync(GatewayMode mode, string method)
    {
        var (disabled, expired, storedDisabled, storedExpired, replaced) = (New(), New(), New(), New(), New());
        var store = new FakeApiKeyStore();
        store.Save(ApiKeyLab.KeyOf(storedDisabled.Value, "stored disabled") with { Enabled = false });
        store.Save(ApiKeyLab.KeyOf(storedExpired.Value, "stored expired") with { ExpiresAt = DateTimeOffset.UnixEpoch });
        await using var app = await GatewayApp.StartAsync(
            gateway =>
            {
                gateway.Services.AddApiGateway(options => options.Mode = mode);
                AddKeys(gateway, disabled, expired, replaced);
                gateway.AddApiKeyStore(store);
            },
            app => app.MapMethods("/orders", ["GET", "HEAD"], () => "ok").RequireUsagePlan());

        string?[] presented =
        [
            null, "", "short", TestKeys.Alice[..^1] + "X", New().Value, disabled.Value, expired.Value, storedDisabled.Value,
            storedExpired.Value, replaced.Value, "a-foreign-value-that-nobody-knows", new string('k', 129), $"{TestKeys.Alice}, {TestKeys.Bob}",
        ];
        var answers = new List<string>();
        foreach (var value in presented.Concat(presented))
        {
            answers.Add(await AskAsync(app, method, value));
        }

        return answers;
    }

    private static NewApiKey New() => ApiKey.Create("test");

    private static void AddKeys(IApiGatewayBuilder gateway, NewApiKey disabled, NewApiKey expired, NewApiKey replaced) => gateway
        .AddUsagePlan("free", plan => plan.Rate(1000))
        .AddApiKey("alice", key => key.Value(TestKeys.Alice).PreviousHash(replaced.Hash, DateTimeOffset.UnixEpoch).Plans("free"))
        .AddApiKey("disabled", key => key.Hash(disabled.Hash).Disabled().Plans("free"))
        .AddApiKey("expired", key => key.Hash(expired.Hash).ExpiresAt(DateTimeOffset.UnixEpoch).Plans("free"));

    private static async Task<string> AskAsync(GatewayApp app, string method, string? key)
    {
        using var connection = await RawConnection.OpenAsync(app.Address);
        var header = key is null ? "" : $"x-api-key: {key}\r\n";
        await connection.SendAsync($"{method} /orders HTTP/1.1\r\nHost: test\r\nConnection: close\r\n{header}\r\n");
        var lines = (await connection.ReadAsync()).Split("\r\n");
        return string.Join("\r\n", lines.Where(line =>
            !line.StartsWith("Date:", StringComparison.OrdinalIgnoreCase)
            && !line.StartsWith("x-request-id:", StringComparison.OrdinalIgnoreCase)
            && !line.StartsWith("x-amzn-RequestId:", StringComparison.OrdinalIgnoreCase)));
    }
}
