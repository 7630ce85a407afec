using System.Buffers;
using Gateway.Core.Pipeline.Bodies;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Xunit;

namespace Gateway.Core.Tests.Pipeline.Bodies;

public class ReplacedBodyTests
{
    private readonly CountingPool _pool = new();
    private readonly CompletedLater _response = new();

    [Fact]
    public async Task Install_StreamAndReader_ShareOnePosition()
    {
        var request = Install(10_000).Request;
        var bytes = EncodedRequests.CreateBytes(10_000);
        var buffer = new byte[5_000];

        await request.Body.ReadExactlyAsync(buffer, TestContext.Current.CancellationToken);
        Assert.True(request.BodyReader.TryRead(out var read));
        Assert.Equal(bytes[5_000..], read.Buffer.ToArray());
        request.BodyReader.AdvanceTo(read.Buffer.GetPosition(1_000), read.Buffer.End);

        Assert.Equal(6_000, request.Body.Position);
        request.Body.ReadExactly(buffer, 0, 4_000);
        Assert.Equal(bytes[6_000..], buffer[..4_000]);
        Assert.Equal(0, request.Body.Read(buffer));
        Assert.True((await request.BodyReader.ReadAsync(TestContext.Current.CancellationToken)) is { IsCompleted: true, Buffer.IsEmpty: true });
    }

    [Theory]
    [InlineData(3, SeekOrigin.Begin, 3)]
    [InlineData(-3, SeekOrigin.Current, 2)]
    [InlineData(-3, SeekOrigin.End, 9_997)]
    [InlineData(0, SeekOrigin.End, 10_000)]
    public void Seek_FromAnOrigin_MovesThere(long offset, SeekOrigin origin, long position)
    {
        var body = Install(10_000).Request.Body;
        body.Position = 5;

        Assert.Equal(position, body.Seek(offset, origin));
        Assert.Equal((position, 10_000), (body.Position, body.Length));
        Assert.Equal(position < 10_000 ? EncodedRequests.CreateBytes(10_000)[position] : -1, body.ReadByte());
        Assert.Throws<ArgumentOutOfRangeException>(() => body.Position = 10_001);
        Assert.Throws<ArgumentOutOfRangeException>(() => body.Position = -1);
    }

    [Fact]
    public async Task Reader_CompletedOrClosed_HasNothingLeftAndTheStreamCanGoBack()
    {
        var request = Install(10).Request;

        await request.Body.DisposeAsync();
        Assert.Equal(10, (await request.BodyReader.ReadAsync(TestContext.Current.CancellationToken)).Buffer.Length);
        await request.BodyReader.CompleteAsync();

        Assert.True(request.BodyReader.TryRead(out var read) && read is { IsCompleted: true, Buffer.IsEmpty: true });
        request.Body.Position = 0;
        Assert.Equal(10, (await request.BodyReader.ReadAsync(TestContext.Current.CancellationToken)).Buffer.Length);
    }

    [Fact]
    public async Task Reader_CancelledRead_IsCancelledOnce()
    {
        var reader = Install(10).Request.BodyReader;

        reader.CancelPendingRead();

        Assert.True((await reader.ReadAsync(TestContext.Current.CancellationToken)) is { IsCanceled: true, Buffer.Length: 10 });
        Assert.True((await reader.ReadAsync(TestContext.Current.CancellationToken)) is { IsCanceled: false, Buffer.Length: 10 });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await reader.ReadAsync(new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task Reader_AnotherStreamPutInItsPlace_ReadsThat()
    {
        var request = Install(10).Request;
        var own = request.Body;

        request.Body = new MemoryStream([1, 2, 3]);
        Assert.Equal([1, 2, 3], (await request.BodyReader.ReadAsync(TestContext.Current.CancellationToken)).Buffer.ToArray());

        request.Body = own;
        Assert.Equal(10, (await request.BodyReader.ReadAsync(TestContext.Current.CancellationToken)).Buffer.Length);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void Install_AnyLength_DescribesTheBody(int length, bool canHaveBody)
    {
        var context = Install(length);

        Assert.Equal(canHaveBody, context.Features.Get<IHttpRequestBodyDetectionFeature>()!.CanHaveBody);
        Assert.Equal((length, 0, "application/json"), (context.Request.ContentLength, (int)context.Request.Body.Position, context.Request.ContentType));
        Assert.False(context.Request.Headers.ContainsKey("Content-Encoding") || context.Request.Headers.ContainsKey("Transfer-Encoding"));
    }

    [Fact]
    public async Task Memory_GoesBackWhenTheResponseIsComplete_AndNobodyReadsItAfterwards()
    {
        var request = Install(100_000).Request;
        Assert.NotEqual(0, _pool.Outstanding);

        await _response.CompleteAsync();

        Assert.Equal(0, _pool.Outstanding);
        Assert.Throws<ObjectDisposedException>(() => request.Body.Position = 0);
        Assert.Throws<ObjectDisposedException>(() => request.Body.Read(new byte[1]));
        Assert.Throws<ObjectDisposedException>(() => request.BodyReader.TryRead(out _));
    }

    private DefaultHttpContext Install(int length)
    {
        var memory = new PooledBytes(_pool);
        foreach (var value in EncodedRequests.CreateBytes(length))
        {
            memory.GetRoom(int.MaxValue)[0] = value;
            memory.Advance(1);
        }

        var context = new DefaultHttpContext();
        context.Features.Set<IHttpResponseFeature>(_response);
        context.Request.Headers.ContentEncoding = "gzip";
        context.Request.Headers.TransferEncoding = "chunked";
        context.Request.ContentType = "application/json";
        ReplacedBody.Install(context, memory);
        return context;
    }

    private sealed class CompletedLater : HttpResponseFeature
    {
        private readonly Stack<(Func<object, Task> Callback, object State)> _callbacks = [];

        public override void OnCompleted(Func<object, Task> callback, object state) => _callbacks.Push((callback, state));

        public async Task CompleteAsync()
        {
            while (_callbacks.TryPop(out var callback))
            {
                await callback.Callback(callback.State);
            }
        }
    }
}
