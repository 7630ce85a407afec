using System.Buffers;

namespace Gateway.Core.Pipeline.Bodies;

/// <summary>
/// The bytes that a gzip or zlib decoder reads. .NET's decoders take a body that breaks off, or that is followed by something else, for
/// a whole one; how far they read tells.
/// </summary>
/// <remarks>
/// The last byte is handed out alone, so that a decoder which has finished before leaves it. After a gzip member a decoder asks once
/// more, whether there is another; it gets one byte that begins none, and is finished unless the body had broken off.
/// </remarks>
internal sealed class EncodedBytes(ReadOnlySequence<byte> bytes, bool mayHaveMembers) : Stream
{
    private const byte NoMember = 0;

    private ReadOnlySequence<byte> _unread = bytes;
    private bool _hasAskedForMember;
    private bool _hasBrokenOff;

    /// <summary>Whether the decoder, which has come to its end, has had exactly these bytes.</summary>
    public bool IsExactlyRead => !_hasBrokenOff && (mayHaveMembers ? _hasAskedForMember : _unread.IsEmpty);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }

        if (!_unread.IsEmpty)
        {
            var count = (int)Math.Min(buffer.Length, Math.Max(1, _unread.Length - 1));
            _unread.Slice(0, count).CopyTo(buffer);
            _unread = _unread.Slice(count);
            return count;
        }

        if (mayHaveMembers && !_hasAskedForMember)
        {
            _hasAskedForMember = true;
            buffer[0] = NoMember;
            return 1;
        }

        _hasBrokenOff = true;
        return 0;
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
