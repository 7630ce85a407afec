using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd;

/// <summary>Requests that no client library sends. A header line ends with \r\n; the text goes out byte for byte (Latin-1).</summary>
public class ApiKeyAbuseTests
{
    private const string Key = TestKeys.Alice;
    private const string Body = "\"reason\":\"api_key_invalid\"}";

    // "٣٣٣" in UTF-8, written as the bytes that go out.
    private const string ArabicDigits = "\u00D9\u00A3\u00D9\u00A3\u00D9\u00A3";

    /// <summary>White space around a field value is not part of it (RFC 9110 section 5.5), so these present exactly one good value.</summary>
    [Theory]
    [InlineData($"x-api-key: {Key}\r\n")]
    [InlineData($"X-API-KEY: {Key}\r\n")]
    [InlineData($"X-aPi-KeY:{Key}\r\n")]
    [InlineData($"x-api-key: {Key} \r\n")]
    [InlineData($"x-api-key:\t{Key}\t\r\n")]
    public async Task Get_ExactlyOneGoodValue_Returns200(string headers) => await AssertAsync(headers, "200");

    [Theory]
    [InlineData($"x-api-key: {Key}\r\nx-api-key: {Key}\r\n")]
    [InlineData($"x-api-key: {Key}\r\nX-Api-Key: {TestKeys.Bob}\r\n")]
    [InlineData($"x-api-key: {Key}\r\nx-api-key:\r\n")]
    [InlineData($"x-api-key:\r\nx-api-key: {Key}\r\n")]
    [InlineData($"x-api-key: {Key},{Key}\r\n")]
    [InlineData($"x-api-key: {Key}, {TestKeys.Bob}\r\n")]
    [InlineData($"x-api-key: {Key},\r\n")]
    [InlineData($"x-api-key: ,{Key}\r\n")]
    [InlineData($"x-api-key: \"{Key}\"\r\n")]
    [InlineData($"x-api-key: {Key} {Key}\r\n")]
    [InlineData($"x-api-key: ApiKey {Key}\r\n")]
    [InlineData("x-api-key:\r\n")]
    [InlineData("x-api-key: \t \r\n")]
    [InlineData("x-api-key: GW_DEMO_UDTF5DTTUMB9LJSSMPZENO_0MSZSW\r\n")]
    [InlineData($"x-api-key: {Key}{ArabicDigits}\r\n")]
    [InlineData($"x-api-key: {ArabicDigits}{ArabicDigits}{ArabicDigits}{ArabicDigits}{ArabicDigits}{ArabicDigits}{ArabicDigits}\r\n")]
    [InlineData($"x_api_key: {Key}\r\n")]
    [InlineData($"authorization: ApiKey {Key}\r\n")]
    [InlineData($"cookie: x-api-key={Key}\r\n")]
    [InlineData($"connection: x-api-key\r\nx-api-key: {Key}\r\n")]
    [InlineData($"x-api-key: {Key}\r\nConnection: te, X-API-KEY\r\n")]
    [InlineData($"connection: te\r\nx-api-key: {Key}\r\nConnection: x-api-key\r\n")]
    public async Task Get_AnythingElseThatIsValidHttp_Returns401(string headers) => await AssertAsync(headers, "401");

    /// <summary>The server refuses these itself, before any endpoint.</summary>
    [Theory]
    [InlineData($"x-api-key: {Key}\0\r\n")]
    [InlineData($"x-api-key: \0{Key}\r\n")]
    [InlineData($"x-api-key : {Key}\r\n")]
    [InlineData($" x-api-key: {Key}\r\n")]
    [InlineData($"x-api-key:\r\n {Key}\r\n")]
    [InlineData("x-api-key: gw_demo_UDTf5DTtUmB9\r\n LjsSMpZEnO_0MSzSW\r\n")]
    [InlineData($"x-api-key: {Key}\u00D9\r\n")]
    public async Task Get_NotValidHttp_Returns400(string headers) => await AssertAsync(headers, "400");

    [Fact]
    public async Task Get_KeyOf64KiB_Returns431() => await AssertAsync($"x-api-key: {new string('k', 64 * 1024)}\r\n", "431");

    [Fact]
    public async Task Get_KeyOf64KiBWhereTheServerAllowsIt_Returns401()
    {
        var headers = $"x-api-key: {new string('k', 64 * 1024)}\r\n";

        await AssertAsync(headers, "401", builder =>
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestHeadersTotalSize = 128 * 1024));
    }

    [Fact]
    public async Task Get_GoodKeyAfterABadOneOnTheSameConnection_Returns200()
    {
        await using var app = await StartAsync();
        using var connection = await RawConnection.OpenAsync(app.Address);

        await connection.SendAsync($"GET /orders HTTP/1.1\r\nHost: test\r\nx-api-key: {Key},\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 401 ", await connection.ReadAsync(Body), StringComparison.Ordinal);
        await connection.SendAsync($"GET /orders HTTP/1.1\r\nHost: test\r\nx-api-key: {Key}\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 200 ", await connection.ReadAsync("\r\n0\r\n\r\n"), StringComparison.Ordinal);
        await connection.SendAsync("GET /orders HTTP/1.1\r\nHost: test\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 401 ", await connection.ReadAsync(Body), StringComparison.Ordinal);
    }

    private static async Task AssertAsync(string headers, string status, Action<WebApplicationBuilder>? configure = null)
    {
        await using var app = await StartAsync(configure);
        using var connection = await RawConnection.OpenAsync(app.Address);

        // Kestrel shows the app "close" or "keep-alive" alone when Connection has one of them, whatever else it names.
        var namesOthers = headers.Contains("connection:", StringComparison.OrdinalIgnoreCase);
        await connection.SendAsync($"GET /orders HTTP/1.1\r\nHost: test\r\n{headers}{(namesOthers ? "" : "Connection: close\r\n")}\r\n");
        var answer = await connection.ReadAsync(namesOthers ? Body : null);

        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
        Assert.Equal(status == "401", answer.EndsWith(Body, StringComparison.Ordinal));
    }

    private static Task<GatewayApp> StartAsync(Action<WebApplicationBuilder>? configure = null) => GatewayApp.StartAsync(
        gateway => gateway.AddUsagePlan("free", plan => plan.Rate(1000))
            .AddApiKey("alice", key => key.Value(Key).Plans("free"))
            .AddApiKey("bob", key => key.Value(TestKeys.Bob).Plans("free")),
        app => app.MapGet("/orders", (Gateway.Core.Pipeline.GatewayCaller caller) => caller.Id).RequireUsagePlan(),
        configure);
}
