using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace Gateway.Benchmarks.Hosts;

/// <summary>A small request body as Kestrel has it when it has come together with its headers: all there at the first read.</summary>
internal sealed class IncomingBody : PipeReader, IRequestBodyPipeFeature, IHttpRequestBodyDetectionFeature
{
    private ReadOnlySequence<byte> _bytes;
    private SequencePosition _position;

    public PipeReader Reader => this;

    public bool CanHaveBody => !_bytes.IsEmpty;

    public void Reset(byte[] bytes)
    {
        _bytes = new ReadOnlySequence<byte>(bytes);
        _position = _bytes.Start;
    }

    public override bool TryRead(out ReadResult result)
    {
        result = new ReadResult(_bytes.Slice(_position), isCanceled: false, isCompleted: true);
        return true;
    }

    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        TryRead(out var result);
        return new(result);
    }

    public override void AdvanceTo(SequencePosition consumed) => _position = consumed;

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => _position = consumed;

    public override void CancelPendingRead()
    {
    }

    public override void Complete(Exception? exception = null)
    {
    }
}
