using System.Buffers;
using System.Text;
using Gateway.Core.Pipeline.Bodies;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd;

/// <summary>Bodies that a step has looked at, decoded where they were encoded, and that a handler then binds.</summary>
public class RequestBodyOverKestrelTests
{
    public static readonly TheoryData<string?, HttpProtocols> EncodingsAndProtocols = new MatrixTheoryData<string?, HttpProtocols>(
        [null, "identity", "gzip", "deflate", "br"], [HttpProtocols.Http1, HttpProtocols.Http2]);

    [Theory]
    [MemberData(nameof(EncodingsAndProtocols))]
    public async Task Post_HandlerReadsBytes_FindsTheDecodedOnesAndHeadersThatDescribeThem(string? encoding, HttpProtocols protocols)
    {
        await using var app = await PeekingApp.StartAsync(protocols);
        foreach (var path in new[] { "/stream", "/pipe", "/context" })
        {
            foreach (var length in new[] { 0, 1, 4_095, 4_096, 4_097, 100_000, PeekingApp.MaxDecodedBytes })
            {
                foreach (var framing in new[] { Framing.WithLength, Framing.WithoutLength })
                {
                    await AssertReadAsync(app, path, EncodedRequests.CreateBytes(length), encoding, framing);
                }
            }
        }

        await app.DisposeAsync();
        Assert.Equal(0, app.Pool.Outstanding);
    }

    [Theory]
    [MemberData(nameof(EncodingsAndProtocols))]
    public async Task Post_HandlerBindsJson_FindsTheDecodedDocument(string? encoding, HttpProtocols protocols)
    {
        await using var app = await PeekingApp.StartAsync(protocols);
        foreach (var path in new[] { "/json", "/controller" })
        {
            foreach (var length in new[] { 12, 4_095, 4_096, 4_097, 100_000 })
            {
                var json = EncodedRequests.CreateJson(length);

                var reply = await app.Requests.PostAsync(path, Encoded.As(encoding, json), encoding);

                Assert.Equal((200, new string('n', length - 11)), (reply.Status, reply.Text));
                Assert.Equal($"{length} {PeekingStep.Hash(new(json))}", reply["x-peeked"]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(EncodingsAndProtocols))]
    public async Task Post_ByteByByte_IsReadAsOne(string? encoding, HttpProtocols protocols)
    {
        await using var app = await PeekingApp.StartAsync(protocols);

        await AssertReadAsync(app, "/context", EncodedRequests.CreateBytes(300), encoding, Framing.ByteByByte);
        await AssertReadAsync(app, "/pipe", EncodedRequests.CreateBytes(1), encoding, Framing.ByteByByte);
    }

    [Theory]
    [MemberData(nameof(EncodingsAndProtocols))]
    public async Task Post_OneByteOverTheCap_IsRefused(string? encoding, HttpProtocols protocols)
    {
        await using var app = await PeekingApp.StartAsync(protocols);
        foreach (var framing in new[] { Framing.WithLength, Framing.WithoutLength })
        {
            var wire = Encoded.As(encoding, EncodedRequests.CreateBytes(PeekingApp.MaxDecodedBytes + 1));

            var reply = await app.Requests.PostAsync("/context", wire, encoding, framing);

            Assert.Equal(413, reply.Status);
        }

        await AssertReadAsync(app, "/context", EncodedRequests.CreateBytes(10), encoding, Framing.WithLength);
    }

    [Theory]
    [InlineData(HttpProtocols.Http1)]
    [InlineData(HttpProtocols.Http2)]
    public async Task Post_AMebibyte_DoesNotWaitForAWindowThatNobodyOpens(HttpProtocols protocols)
    {
        await using var app = await PeekingApp.StartAsync(
            protocols, peeking: new Peeking(RequestBody.DefaultMaxBytes + 1_000, RequestBody.DefaultMaxBytes));

        await AssertReadAsync(app, "/context", EncodedRequests.CreateBytes(RequestBody.DefaultMaxBytes - 1_000), null, Framing.WithoutLength);
        await AssertReadAsync(app, "/context", EncodedRequests.CreateBytes(RequestBody.DefaultMaxBytes), "gzip", Framing.WithoutLength);
    }

    [Theory]
    [InlineData("gzip", 1_000)]
    [InlineData("deflate", 1_000)]
    [InlineData("br", 100_000)]
    public async Task Post_Bomb_IsRefusedAtTheCap(string encoding, int ratio)
    {
        const long Expanded = 64L * 1024 * 1024;
        var bomb = Encoded.Zeros(encoding, Expanded);
        Assert.True(bomb.Length < Expanded / ratio, $"{bomb.Length} bytes");
        await using var app = await PeekingApp.StartAsync();

        Assert.Equal(413, (await app.Requests.PostAsync("/context", bomb, encoding)).Status);
        Assert.InRange(app.Pool.MostBytes, 1, PeekingApp.MaxDecodedBytes);
        Assert.Equal(0, app.Pool.Outstanding);
    }

    [Fact]
    public async Task Post_DecodedLargerThanTheWireMayBe_IsFoundByTheSecondLookToo()
    {
        await using var app = await PeekingApp.StartAsync(peeking: new Peeking(MaxWireBytes: 1_000, PeekingApp.MaxDecodedBytes));

        await AssertReadAsync(app, "/context", new byte[100_000], "gzip", Framing.WithLength);
        Assert.Equal(413, (await app.Requests.PostAsync("/context", new byte[1_001])).Status);
        Assert.Equal(413, (await app.Requests.PostAsync("/context", Encoded.As("gzip", EncodedRequests.CreateBytes(1_000)), "gzip")).Status);
    }

    [Theory]
    [InlineData("gzip, gzip", 415)]
    [InlineData("gzip|gzip", 415)]
    [InlineData("identity, gzip", 415)]
    [InlineData("zstd", 415)]
    [InlineData("compress", 415)]
    [InlineData(" GZip ", 200)]
    [InlineData("X-GZIP", 200)]
    public async Task Post_SeveralEncodingsOrAnotherOne_IsRefusedAndToldWhichWouldDo(string encoding, int status)
    {
        await using var app = await PeekingApp.StartAsync();

        var reply = await app.Requests.PostAsync("/context", Encoded.As("gzip", [1, 2, 3]), encoding);

        Assert.Equal((status, status == 415 ? "gzip, deflate, br" : null), (reply.Status, reply["Accept-Encoding"]));
        Assert.Equal(status == 415, reply.Text.Contains("\"reason\":\"encoding_unsupported\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task Post_NothingThatIsEncodedInSomeWay_IsAnEmptyBody(string encoding)
    {
        await using var app = await PeekingApp.StartAsync();
        foreach (var framing in new[] { Framing.WithLength, Framing.WithoutLength })
        {
            var reply = await app.Requests.PostAsync("/context", [], encoding, framing);

            Assert.Equal((200, 0), (reply.Status, reply.Body.Length));
        }

        // The handler's own answer to a body that is missing, and no error.
        Assert.Equal(400, (await app.Requests.PostAsync("/json", Encoded.As(encoding, []), encoding)).Status);
        Assert.Equal(400, (await app.Requests.PostAsync("/controller", Encoded.As(encoding, []), encoding)).Status);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task Post_BrokenOffOrFollowedByGarbage_IsRefusedAndTheConnectionGoesOn(string encoding)
    {
        await using var app = await PeekingApp.StartAsync();
        var wire = Encoded.As(encoding, EncodedRequests.CreateBytes(1_000));

        Assert.Equal(400, (await app.Requests.PostAsync("/context", wire[..^1], encoding)).Status);
        Assert.Equal(400, (await app.Requests.PostAsync("/context", [.. wire, 0], encoding)).Status);
        Assert.Equal(400, (await app.Requests.PostAsync("/context", EncodedRequests.CreateBytes(5_000), encoding)).Status);
        Assert.Equal(200, (await app.Requests.PostAsync("/context", wire, encoding)).Status);

        await app.DisposeAsync();
        Assert.Equal(0, app.Pool.Outstanding);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", "name=alice")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nalice\r\n--b--\r\n")]
    public async Task Post_EncodedForm_IsBound(string contentType, string form)
    {
        await using var app = await PeekingApp.StartAsync();

        var reply = await app.Requests.PostAsync("/form", Encoded.As("gzip", Encoding.ASCII.GetBytes(form)), "gzip", contentType: contentType);

        Assert.Equal((200, "alice"), (reply.Status, reply.Text));
    }

    [Fact]
    public async Task Post_HandlerThatReadsNothing_LeavesTheConnectionInOrder()
    {
        await using var app = await PeekingApp.StartAsync();
        using var connection = await RawConnection.OpenAsync(app.App.Address);
        var wire = Encoding.Latin1.GetString(Encoded.As("br", EncodedRequests.CreateBytes(10_000)));
        var request = $"POST /unread HTTP/1.1\r\nHost: a\r\nContent-Encoding: br\r\nContent-Length: {wire.Length}\r\n\r\n{wire}";

        await connection.SendAsync(request + request + request.Replace("Host: a", "Host: a\r\nConnection: close", StringComparison.Ordinal));

        Assert.Equal(3, (await connection.ReadAsync()).Split("HTTP/1.1 200 OK").Length - 1);
    }

    [Theory]
    [InlineData("Content-Length: 1000")]
    [InlineData("Transfer-Encoding: chunked")]
    public async Task Post_ClientGoesAwayMidway_IsCancelledAndHoldsNothing(string framing)
    {
        await using var app = await PeekingApp.StartAsync();
        using var connection = await RawConnection.OpenAsync(app.App.Address);

        await connection.SendAsync($"POST /context HTTP/1.1\r\nHost: a\r\nContent-Encoding: gzip\r\n{framing}\r\n\r\n3\r\nabc\r\n");
        await app.Log.Started.Task.InTime();
        connection.Reset();

        // The server may find the end of the body first and the end of the connection after it.
        Assert.True(await app.Log.Failure.Task.InTime() is OperationCanceledException or Microsoft.AspNetCore.Http.BadHttpRequestException);
        Assert.Equal((0, 0), (app.Pool.Rents, app.Pool.Outstanding));
    }

    [Fact]
    public async Task Post_MalformedChunk_IsTheServersOwnAnswer()
    {
        await using var app = await PeekingApp.StartAsync();
        using var connection = await RawConnection.OpenAsync(app.App.Address);

        await connection.SendAsync("POST /context HTTP/1.1\r\nHost: a\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\nnot a size\r\n");

        Assert.StartsWith("HTTP/1.1 400", await connection.ReadAsync("\r\n"), StringComparison.Ordinal);
    }

    private static async Task AssertReadAsync(PeekingApp app, string path, byte[] bytes, string? encoding, Framing framing)
    {
        var reply = await app.Requests.PostAsync(path, Encoded.As(encoding, bytes), encoding, framing);

        Assert.Equal(200, reply.Status);
        Assert.Equal(bytes, reply.Body);
        var peeked = $"{bytes.Length} {PeekingStep.Hash(new ReadOnlySequence<byte>(bytes))}";
        Assert.Equal((peeked, peeked, "0"), (reply["x-peeked"], reply["x-again"], reply["x-rents"]));
        if (encoding is not null and not "identity")
        {
            Assert.Equal($"|{bytes.Length}|", reply["x-seen"]);
        }
    }
}
