using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Gateway.Core.Tests.Support;

/// <summary>An endpoint for WebSockets that echoes, or fails as its query says.</summary>
internal static class SocketHandler
{
    public static async Task RunAsync(HttpContext context, HeldRequests held)
    {
        var query = context.Request.QueryString.Value;
        if (query == "?hold")
        {
            await held.HoldBeforeAsync(context);
        }

        if (query == "?throw-before")
        {
            throw new InvalidOperationException("The handler is broken.");
        }

        if (query == "?decline" || !context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        if (query == "?throw-after")
        {
            throw new InvalidOperationException("The handler is broken.");
        }

        await EchoAsync(socket, context.RequestAborted);
    }

    /// <summary>Says something and hears it again, so that both ends are known to be up.</summary>
    public static async Task PingAsync(this WebSocket socket)
    {
        await socket.SendAsync(new byte[] { 1 }, WebSocketMessageType.Binary, endOfMessage: true, TestContext.Current.CancellationToken).InTime();
        Assert.Equal(1, (await socket.ReceiveAsync(new byte[8], TestContext.Current.CancellationToken).InTime()).Count);
    }

    public static Task EndAsync(this WebSocket socket) =>
        socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, TestContext.Current.CancellationToken).InTime();

    /// <summary>Waits until the server has cut the connection without a word.</summary>
    public static Task WaitUntilCutAsync(this WebSocket socket) =>
        Assert.ThrowsAsync<WebSocketException>(() => socket.ReceiveAsync(new byte[8], TestContext.Current.CancellationToken).InTime());

    private static async Task EchoAsync(WebSocket socket, CancellationToken aborted)
    {
        var buffer = new byte[64];
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer.AsMemory(), aborted);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, aborted);
                return;
            }

            await socket.SendAsync(buffer.AsMemory(0, received.Count), received.MessageType, received.EndOfMessage, aborted);
        }
    }
}
