using System.IO.Pipelines;

namespace Gateway.Core.Pipeline.Responses;

/// <summary>The other view of what the stream writes to. Completing it completes the response, as with the server's.</summary>
internal sealed class HeldResponseWriter(HeldResponse held) : PipeWriter
{
    public override bool CanGetUnflushedBytes => held.CanGetUnflushedBytes;

    public override long UnflushedBytes => held.UnflushedBytes;

    public override Memory<byte> GetMemory(int sizeHint = 0) => held.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => held.GetMemory(sizeHint).Span;

    public override void Advance(int bytes) => held.Advance(bytes);

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => held.FlushWriterAsync(cancellationToken);

    public override void CancelPendingFlush() => held.CancelPendingFlush();

    public override void Complete(Exception? exception = null) => held.Complete(exception);

    public override ValueTask CompleteAsync(Exception? exception = null) => new(held.CompleteAsync(exception));
}
