using System.Buffers;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd;

/// <summary>Decoded bodies where others have wrapped the body before, read it afterwards, or run beside.</summary>
public class RequestBodyBesideMiddlewareTests
{
    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task Post_RequestDecompressionBefore_HasDecodedAlready(string encoding)
    {
        await using var app = await PeekingApp.StartAsync(map: app => app.UseRequestDecompression());
        var bytes = EncodedRequests.CreateBytes(100_000);

        var reply = await app.Requests.PostAsync("/context", Encoded.As(encoding, bytes), encoding);

        Assert.Equal((200, 0), (reply.Status, app.Pool.Rents));
        Assert.Equal(bytes, reply.Body);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Post_StreamWrappedBefore_IsDecodedAllTheSame(string encoding)
    {
        await using var app = await PeekingApp.StartAsync(map: app => app.Use((context, next) =>
        {
            context.Request.Body = new BufferedStream(context.Request.Body);
            return next(context);
        }));
        var bytes = EncodedRequests.CreateBytes(100_000);

        var reply = await app.Requests.PostAsync("/pipe", Encoded.As(encoding, bytes), encoding);

        Assert.Equal((200, $"{reply["x-again"]}", "0"), (reply.Status, reply["x-peeked"], reply["x-rents"]));
        Assert.Equal(bytes, reply.Body);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Post_MiddlewareReadsAfterwards_FindsTheBytesFromTheStart(bool isBuffering)
    {
        byte[]? read = null;
        await using var app = await PeekingApp.StartAsync(map: app => app.Use(async (context, next) =>
        {
            if (isBuffering)
            {
                context.Request.EnableBuffering();
            }

            await next(context);
            context.Request.Body.Position = 0;
            using var all = new MemoryStream();
            await context.Request.Body.CopyToAsync(all);
            read = all.ToArray();
        }));
        var bytes = EncodedRequests.CreateBytes(100_000);

        var reply = await app.Requests.PostAsync("/context", Encoded.As("gzip", bytes), "gzip");

        Assert.Equal(bytes, reply.Body);
        await app.DisposeAsync();
        Assert.Equal(bytes, read);
        Assert.Equal(0, app.Pool.Outstanding);
    }

    [Fact]
    public async Task Post_ErrorPageRunsAfterwards_FindsTheDecodedBody()
    {
        await using var app = await PeekingApp.StartAsync(map: app => app.UseExceptionHandler("/context"));
        var bytes = EncodedRequests.CreateBytes(10_000);

        var reply = await app.Requests.PostAsync("/failing", Encoded.As("gzip", bytes), "gzip");

        Assert.Equal((500, "|10000|"), (reply.Status, reply["x-seen"]));
        Assert.Equal(bytes, reply.Body);
    }

    [Fact]
    public async Task Post_SignedAsSent_IsVerifiedAndThenDecoded()
    {
        var wire = Encoding.Latin1.GetString(Encoded.As("deflate", Encoding.ASCII.GetBytes("abc")));
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.Latin1.GetBytes(wire)));
        var signer = new TestSigner { Method = "POST", Target = "/signed", PayloadHash = hash };
        var store = new FakeSigningStore();
        store.Save(TestSigner.Credential);
        await using var app = await PeekingApp.StartAsync(
            gateway: gateway => gateway.AddSigningCredentials(store, options => options.Region = TestSigner.Region));
        using var connection = await RawConnection.OpenAsync(app.App.Address);

        await connection.SendAsync(
            signer.SignRaw($"Connection: close\r\nContent-Encoding: deflate\r\nContent-Length: {wire.Length}\r\n") + wire);

        Assert.Contains("abc", await connection.ReadAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpProtocols.Http1)]
    [InlineData(HttpProtocols.Http2)]
    public async Task Post_ManyAtOnce_NobodyFindsBytesOfAnother(HttpProtocols protocols)
    {
        const int Callers = 16;
        const int Rounds = 20;
        await using var app = await PeekingApp.StartAsync(
            protocols, peeking: new Peeking(PeekingApp.MaxWireBytes, PeekingApp.MaxDecodedBytes, IsAlone: false));
        var wrong = new ConcurrentBag<string>();

        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(() => RunAsync(caller)))).InTime();

        Assert.Empty(wrong);
        await app.DisposeAsync();
        Assert.Equal(0, app.Pool.Outstanding);

        async Task RunAsync(int caller)
        {
            for (var round = 0; round < Rounds; round++)
            {
                var bytes = Enumerable.Repeat((byte)(caller + 1), 5_000 + (997 * round)).ToArray();
                var path = round % 2 == 0 ? "/context" : "/pipe";
                var encoding = (caller % 4) switch { 0 => "gzip", 1 => "br", 2 => "deflate", _ => null };
                var reply = await app.Requests.PostAsync(path, Encoded.As(encoding, bytes), encoding);
                if (reply.Status != 200 || !reply.Body.AsSpan().SequenceEqual(bytes) || reply["x-peeked"] != Describe(bytes))
                {
                    wrong.Add($"{caller} {round}: {reply.Status}, {reply.Body.Length} bytes");
                }
            }
        }
    }

    private static string Describe(byte[] bytes) => $"{bytes.Length} {PeekingStep.Hash(new ReadOnlySequence<byte>(bytes))}";
}
