using System.IO.Pipelines;

namespace Gateway.Benchmarks.Hosts;

/// <summary>Takes a response body without sending it anywhere, and keeps it so that the answer can be checked.</summary>
internal sealed class ResponseBuffer(OutgoingResponse response) : PipeWriter
{
    private byte[] _bytes = new byte[16 * 1024];
    private int _written;
    private int _unflushed;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _written);

    public override bool CanGetUnflushedBytes => true;

    public override long UnflushedBytes => _unflushed;

    public override void Advance(int bytes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)bytes, (uint)(_bytes.Length - _written), nameof(bytes));
        _written += bytes;
        _unflushed += bytes;
    }

    public override Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsMemory(_written);
    }

    public override Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsSpan(_written);
    }

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        response.Start();
        _unflushed = 0;
        return default;
    }

    public override void CancelPendingFlush()
    {
    }

    public override void Complete(Exception? exception = null)
    {
    }

    public void Reset()
    {
        _written = 0;
        _unflushed = 0;
    }

    private void Reserve(int sizeHint)
    {
        var needed = _written + Math.Max(sizeHint, 1);
        if (needed > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(needed, 2 * _bytes.Length));
        }
    }
}
