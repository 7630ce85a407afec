using System.Net;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd;

/// <summary>WebSockets hold one of the plan's connections while they are open, and one of its requests only until they are upgraded.</summary>
public class WebSocketTests
{
    [Theory]
    [InlineData(HttpProtocols.Http1)]
    [InlineData(HttpProtocols.Http2)]
    public async Task Connect_AsManyAsAllowedAreOpen_RefusesOneMoreWithoutRetryAfterAndAdmitsOrdinaryRequests(HttpProtocols protocols)
    {
        await using var lab = await SocketLab.StartAsync(protocols);
        using var first = await lab.OpenAsync();
        using var second = await lab.OpenAsync();
        await first.PingAsync();

        using var refused = await lab.OpenRefusedAsync();
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.HttpStatusCode);
        Assert.DoesNotContain("Retry-After", refused.HttpResponseHeaders!.Keys, StringComparer.OrdinalIgnoreCase);
        Assert.Equal(2, lab.App.GetUsed());
        Assert.Equal(200, await lab.GetAsync());
        using var other = await lab.OpenAsync(key: TestKeys.Bob);
        await lab.Ended.WaitAsync(2);
        foreach (var socket in new[] { first, second, other })
        {
            await socket.EndAsync();
        }

        await lab.Ended.WaitAsync(3);
        await lab.AssertAllPermitsAreBackAsync();
    }

    [Fact]
    public async Task Connect_AsManyAsAllowedAreOpen_GivesTheReasonOfConcurrency()
    {
        await using var lab = await SocketLab.StartAsync(HttpProtocols.Http1);
        using var first = await lab.OpenAsync();
        using var second = await lab.OpenAsync();
        using var raw = await RawConnection.OpenAsync(lab.App.Address);
        await raw.SendAsync(Handshake("x3JJHMbDL1EzLkh9GBhXDw=="));

        var answer = await raw.ReadAsync("}");
        Assert.StartsWith("HTTP/1.1 429", answer, StringComparison.Ordinal);
        Assert.Contains("\"reason\":\"concurrency_exceeded\"", answer, StringComparison.Ordinal);
        await first.EndAsync();
        await second.EndAsync();
    }

    // A claim gives the client nothing less to hold: until the upgrade it is a request like any other.
    [Theory]
    [InlineData(HttpProtocols.Http1)]
    [InlineData(HttpProtocols.Http2)]
    public async Task Connect_HandlerHasNotAcceptedYet_HoldsAPermitOfOrdinaryRequestsToo(HttpProtocols protocols)
    {
        await using var lab = await SocketLab.StartAsync(protocols);
        var opening = lab.OpenAsync("?hold");
        await lab.Entered.WaitAsync(1);

        Assert.Equal(429, await lab.GetAsync());
        Assert.Equal(HttpStatusCode.TooManyRequests, (await lab.OpenRefusedAsync()).HttpStatusCode);
        await lab.Ended.WaitAsync(2);
        lab.Release();
        using var socket = await opening;
        await socket.PingAsync();
        Assert.Equal(200, await lab.GetAsync());
        await lab.Ended.WaitAsync(1);
        await socket.EndAsync();
        await lab.Ended.WaitAsync(1);
        await lab.AssertAllPermitsAreBackAsync();
    }

    [Theory]
    [InlineData(HttpProtocols.Http1)]
    [InlineData(HttpProtocols.Http2)]
    public async Task Connect_ClientGoesAwayWithoutClosing_GivesAllPermitsBack(HttpProtocols protocols)
    {
        await using var lab = await SocketLab.StartAsync(protocols);
        for (var i = 0; i < 10 * SocketLab.Connections; i++)
        {
            using var socket = await lab.OpenAsync();
            await socket.PingAsync();
            socket.Abort();
            await lab.Ended.WaitAsync(1);
        }

        await lab.AssertAllPermitsAreBackAsync();
    }

    [Theory]
    [InlineData(HttpProtocols.Http1, "?decline", 400)]
    [InlineData(HttpProtocols.Http2, "?decline", 400)]
    [InlineData(HttpProtocols.Http1, "?throw-before", 500)]
    [InlineData(HttpProtocols.Http2, "?throw-before", 500)]
    public async Task Connect_HandlerDoesNotAccept_GivesAllPermitsBack(HttpProtocols protocols, string query, int status)
    {
        await using var lab = await SocketLab.StartAsync(protocols);
        for (var i = 0; i < 10 * SocketLab.Connections; i++)
        {
            using var refused = await lab.OpenRefusedAsync(query);
            Assert.Equal(status, (int)refused.HttpStatusCode);
            await lab.Ended.WaitAsync(1);
        }

        await lab.AssertAllPermitsAreBackAsync();
    }

    [Theory]
    [InlineData(HttpProtocols.Http1)]
    [InlineData(HttpProtocols.Http2)]
    public async Task Connect_HandlerFailsAfterTheUpgrade_GivesAllPermitsBack(HttpProtocols protocols)
    {
        await using var lab = await SocketLab.StartAsync(protocols);
        for (var i = 0; i < 10 * SocketLab.Connections; i++)
        {
            using var socket = await lab.OpenAsync("?throw-after");
            await socket.WaitUntilCutAsync();
            await lab.Ended.WaitAsync(1);
        }

        await lab.AssertAllPermitsAreBackAsync();
    }

    [Fact]
    public async Task Connect_HandshakeIsWrong_GivesAllPermitsBack()
    {
        await using var lab = await SocketLab.StartAsync(HttpProtocols.Http1);
        for (var i = 0; i < 10 * SocketLab.Connections; i++)
        {
            using var raw = await RawConnection.OpenAsync(lab.App.Address);
            await raw.SendAsync(Handshake("not a key"));
            Assert.StartsWith("HTTP/1.1 400", await raw.ReadAsync("\r\n\r\n"), StringComparison.Ordinal);
            await lab.Ended.WaitAsync(1);
        }

        await lab.AssertAllPermitsAreBackAsync();
    }

    private static string Handshake(string key) =>
        $"GET /socket HTTP/1.1\r\nHost: a\r\nx-api-key: {TestKeys.Alice}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        + $"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n\r\n";
}
