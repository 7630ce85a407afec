using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Gateway.Core.Pipeline.Bodies;

/// <summary>
/// The body that a request has in place of the one that was sent. Stream and reader are two views of one position, as a server's are.
/// The stream can seek: a middleware that made the sent body seekable may go back to its start afterwards.
/// </summary>
internal sealed class ReplacedBody : IRequestBodyPipeFeature, IHttpRequestBodyDetectionFeature, IDisposable
{
    private readonly HttpContext _context;
    private readonly PooledBytes _memory;
    private readonly IRequestBodyPipeFeature _otherStreams;
    private readonly ReplacedBodyStream _stream;
    private readonly ReplacedBodyReader _reader;
    private ReadOnlySequence<byte> _bytes;
    private SequencePosition _position;
    private bool _isOver;

    private ReplacedBody(HttpContext context, PooledBytes memory)
    {
        _context = context;
        _memory = memory;
        _bytes = memory.Bytes;
        _position = _bytes.Start;
        _otherStreams = (IRequestBodyPipeFeature?)context.Features[typeof(IRequestBodyPipeFeature)] ?? new RequestBodyPipeFeature(context);
        _stream = new ReplacedBodyStream(this);
        _reader = new ReplacedBodyReader(this);
    }

    public bool CanHaveBody => !_bytes.IsEmpty;

    /// <summary>Whoever has put another stream in this one's place gets a reader of that, as from the server.</summary>
    public PipeReader Reader => ReferenceEquals(_context.Request.Body, _stream) ? _reader : _otherStreams.Reader;

    public ReadOnlySequence<byte> Bytes
    {
        get
        {
            ObjectDisposedException.ThrowIf(_isOver, _stream);
            return _bytes;
        }
    }

    public ReadOnlySequence<byte> Unread => Bytes.Slice(_position);

    /// <summary>Whether the request's body is one of these.</summary>
    public static bool IsOf(HttpContext context) => context.Features[typeof(IRequestBodyPipeFeature)] is ReplacedBody body
        && ReferenceEquals(context.Request.Body, body._stream);

    /// <summary>
    /// Puts the bytes in the place of the request's body. Their memory goes back when the response is complete: until then an outer
    /// middleware may read.
    /// </summary>
    public static void Install(HttpContext context, PooledBytes memory)
    {
        var body = new ReplacedBody(context, memory);
        context.Response.RegisterForDispose(body);
        context.Features[typeof(IRequestBodyPipeFeature)] = body;
        context.Features[typeof(IHttpRequestBodyDetectionFeature)] = body;

        var request = context.Request;
        request.Body = body._stream;
        request.Headers.Remove("Content-Encoding");
        request.Headers.Remove("Transfer-Encoding");
        request.ContentLength = memory.Length;
    }

    public void MoveTo(SequencePosition position) => _position = position;

    public void Dispose()
    {
        _isOver = true;
        _bytes = default;
        _position = default;
        _memory.Dispose();
        _stream.Dispose();
    }
}
