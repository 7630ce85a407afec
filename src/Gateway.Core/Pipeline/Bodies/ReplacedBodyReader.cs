using System.IO.Pipelines;

namespace Gateway.Core.Pipeline.Bodies;

/// <summary>Everything is there from the first read on, so no read ever waits.</summary>
internal sealed class ReplacedBodyReader(ReplacedBody body) : PipeReader
{
    private int _isReadCancelled;

    public override bool TryRead(out ReadResult result)
    {
        result = new ReadResult(body.Unread, isCanceled: Interlocked.Exchange(ref _isReadCancelled, 0) == 1, isCompleted: true);
        return true;
    }

    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<ReadResult>(cancellationToken);
        }

        TryRead(out var result);
        return new(result);
    }

    public override void AdvanceTo(SequencePosition consumed) => body.MoveTo(consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => body.MoveTo(consumed);

    public override void CancelPendingRead() => Volatile.Write(ref _isReadCancelled, 1);

    /// <summary>What is left is not read any more; the stream can still go back.</summary>
    public override void Complete(Exception? exception = null) => body.MoveTo(body.Bytes.End);
}
