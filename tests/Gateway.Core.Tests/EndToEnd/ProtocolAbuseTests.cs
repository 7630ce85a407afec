using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd;

/// <summary>Requests that mean one thing to one server and another to the next: none of them smuggles a second one past the key.</summary>
public class ProtocolAbuseTests
{
    private const string Smuggled = "GET /orders HTTP/1.1\r\nHost: a\r\n\r\n";

    [Theory]
    [InlineData("Content-Length: 4\r\nContent-Length: 40\r\n", "abcd" + Smuggled)]
    [InlineData("Content-Length: 4, 40\r\n", "abcd" + Smuggled)]
    [InlineData("Content-Length: -1\r\n", Smuggled)]
    [InlineData("Content-Length : 4\r\n", "abcd" + Smuggled)]
    [InlineData("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n" + Smuggled)]
    [InlineData("Transfer-Encoding: chunked, identity\r\n", "0\r\n\r\n" + Smuggled)]
    [InlineData("Transfer-Encoding : chunked\r\n", "0\r\n\r\n" + Smuggled)]
    [InlineData(" Transfer-Encoding: chunked\r\n", "0\r\n\r\n" + Smuggled)]
    [InlineData("X: y\r\n Transfer-Encoding: chunked\r\n", "0\r\n\r\n" + Smuggled)]
    [InlineData("Transfer-Encoding: chunked\r\n", "4;a\nxx\r\nabcd\r\n0\r\n\r\n" + Smuggled)]
    [InlineData("Transfer-Encoding: chunked\r\n", "4;\nabcd\r\n0\r\n\r\n" + Smuggled)]
    [InlineData("Transfer-Encoding: chunked\r\n", "fffffffffffffffff\r\n" + Smuggled)]
    public async Task Request_WithAmbiguousFraming_IsRefusedAndTheConnectionClosed(string headers, string body)
    {
        await using var app = await StartAsync();
        using var connection = await RawConnection.OpenAsync(app.Address);

        await connection.SendAsync($"POST /orders HTTP/1.1\r\nHost: a\r\nx-api-key: {TestKeys.Alice}\r\n{headers}\r\n{body}");
        var text = await connection.ReadAsync();

        Assert.Matches("^HTTP/1.1 (400|500) ", text);
        Assert.Equal(1, Count(text, "HTTP/1.1 "));
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Content-Length: 4\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n")]
    [InlineData("Content-Length: +4\r\n", "abcd")]
    public async Task Request_WithFramingThatTheServerReadsOneWay_DoesNotLendItsKeyToWhatFollows(string headers, string body)
    {
        await using var app = await StartAsync();
        using var connection = await RawConnection.OpenAsync(app.Address);

        await connection.SendAsync(
            $"POST /orders HTTP/1.1\r\nHost: a\r\nx-api-key: {TestKeys.Alice}\r\n{headers}\r\n{body}"
            + "GET /orders HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        var text = await connection.ReadAsync();

        Assert.InRange(Count(text, "secret"), 0, 1);
        Assert.Equal(app.GetUsed(), Count(text, "HTTP/1.1 200 "));
        Assert.False(text.EndsWith("secret", StringComparison.Ordinal) && Count(text, "HTTP/1.1 ") > 1, text);
    }

    [Theory]
    [InlineData("x-api-key")]
    [InlineData("X-API-KEY,te")]
    [InlineData("te\r\nConnection: x-api-key")]
    [InlineData("te,\tx-api-key ")]
    public async Task Key_NamedInConnection_IsIgnored(string value)
    {
        await using var app = await StartAsync();
        using var connection = await RawConnection.OpenAsync(app.Address);

        await connection.SendAsync($"GET /orders HTTP/1.1\r\nHost: a\r\nx-api-key: {TestKeys.Alice}\r\nConnection: {value}\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 401 ", await connection.ReadAsync(until: "}"), StringComparison.Ordinal);
        Assert.Equal(0, app.GetUsed());
    }

    // Kestrel reduces Connection to "close" or "keep-alive" where one of them occurs: the other names never reach the app.
    [Fact]
    public async Task Key_NamedInConnectionBesidesClose_IsReadBecauseTheServerHidesTheName()
    {
        await using var app = await StartAsync();
        using var connection = await RawConnection.OpenAsync(app.Address);

        await connection.SendAsync($"GET /orders HTTP/1.1\r\nHost: a\r\nx-api-key: {TestKeys.Alice}\r\nConnection: close, x-api-key\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 200 ", await connection.ReadAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("close, x-api-keys")]
    [InlineData("close, my-x-api-key")]
    public async Task Key_OtherHeaderNamedInConnection_IsRead(string value)
    {
        await using var app = await StartAsync();
        using var connection = await RawConnection.OpenAsync(app.Address);

        await connection.SendAsync($"GET /orders HTTP/1.1\r\nHost: a\r\nx-api-key: {TestKeys.Alice}\r\nConnection: {value}\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 200 ", await connection.ReadAsync(), StringComparison.Ordinal);
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    private static Task<GatewayApp> StartAsync() => GatewayApp.StartAsync(ThreeFeatures.Add, app => app
        .MapMethods("/orders", ["GET", "POST"], async (HttpContext context) =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
            context.Response.ContentLength = "secret".Length;
            await context.Response.WriteAsync("secret", context.RequestAborted);
        })
        .WithThreeFeatures());
}
