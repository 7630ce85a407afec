using System.Buffers;
using System.IO.Pipelines;
using Gateway.Core.Pipeline.Bodies;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Xunit;

namespace Gateway.Core.Tests.Pipeline.Bodies;

[Collection(nameof(MeasuredAlone))]
public class RequestBodyAllocationTests
{
    private const int Requests = 1_000;

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, null)]
    [InlineData(100_000, "identity")]
    [InlineData(RequestBody.DefaultMaxBytes, null)]
    public void PeekDecodedAsync_PlainBodyThatHasArrived_AllocatesNothing(int length, string? encoding)
    {
        var body = new Body(new Pipe(new PipeOptions(pauseWriterThreshold: 0)));
        body.Pipe.Writer.Write(new byte[length]);
        body.Pipe.Writer.Complete();
        var feature = TestFeatures.Of(body.CreateContext(encoding));
        Run(Requests);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(Requests);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Run(int count)
        {
            for (var i = 0; i < count; i++)
            {
                var pending = RequestBody.PeekDecodedAsync(feature, RequestBody.DefaultMaxBytes, RequestBody.DefaultMaxBytes);
                if (!pending.IsCompletedSuccessfully || pending.Result.Bytes.Length != length)
                {
                    Assert.Fail("The body was not there at once.");
                }
            }
        }
    }

    // Without optimization the methods' states are objects too, and most of the first number; pooled, they are 24 bytes with it.
    [Theory]
    [InlineData(null, 700)]
    [InlineData("gzip", 2_048)]
    public void PeekDecodedAsync_BodyThatComesLater_AllocatesLittle(string? encoding, int mostBytes)
    {
        var body = new Body(new Pipe(new PipeOptions(
            pauseWriterThreshold: 0, readerScheduler: PipeScheduler.Inline, writerScheduler: PipeScheduler.Inline, useSynchronizationContext: false)));
        var wire = Encoded.As(encoding, new byte[1_000]);
        var contexts = Enumerable.Range(0, 2 * Requests).Select(_ => TestFeatures.Of(body.CreateContext(encoding))).ToArray();
        Run(0);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(Requests);
        var perRequest = (GC.GetAllocatedBytesForCurrentThread() - before) / Requests;

        TestContext.Current.SendDiagnosticMessage($"{perRequest} B per request");
        Assert.InRange(perRequest, 0, mostBytes);

        void Run(int start)
        {
            for (var i = start; i < start + Requests; i++)
            {
                var pending = RequestBody.PeekDecodedAsync(contexts[i], RequestBody.DefaultMaxBytes, RequestBody.DefaultMaxBytes);
                Assert.False(pending.IsCompleted);
                wire.CopyTo(body.Pipe.Writer.GetMemory(wire.Length));
                body.Pipe.Writer.Advance(wire.Length);
                body.Pipe.Writer.Complete();
                if (!pending.IsCompletedSuccessfully || pending.Result.Bytes.Length != 1_000)
                {
                    Assert.Fail("The body was not read.");
                }

                (contexts[i].HttpContext.Features.Get<IRequestBodyPipeFeature>() as IDisposable)?.Dispose();
                body.Pipe.Reader.Complete();
                body.Pipe.Reset();
            }
        }
    }

    /// <summary>A body as a server has it: in its own memory, read through a pipe.</summary>
    private sealed class Body(Pipe pipe) : IRequestBodyPipeFeature
    {
        public Pipe Pipe { get; } = pipe;

        public PipeReader Reader => Pipe.Reader;

        public DefaultHttpContext CreateContext(string? encoding)
        {
            var context = new DefaultHttpContext();
            context.Features.Set<IRequestBodyPipeFeature>(this);
            context.Request.Headers.ContentEncoding = encoding;
            return context;
        }
    }
}
