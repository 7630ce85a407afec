using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace Gateway.Core.Tests.Support;

/// <summary>What a server gets of a response, in the order in which it comes. It starts with the first byte, as a server's does.</summary>
internal sealed class RecordingBody : HttpResponseFeature, IHttpResponseBodyFeature
{
    private readonly List<byte> _bytes = [];
    private bool _hasStarted;

    public RecordingBody()
    {
        Stream = new StartingStream(this);
        Writer = PipeWriter.Create(Stream);
    }

    public override bool HasStarted => _hasStarted;

    public List<string> Calls { get; } = [];

    public byte[] Bytes => [.. _bytes];

    public Stream Stream { get; }

    public PipeWriter Writer { get; }

    public void Start() => _hasStarted = true;

    public void DisableBuffering() => Calls.Add("unbuffered");

    public Task StartAsync(CancellationToken cancellationToken = default)
    {
        Calls.Add("start");
        Start();
        return Task.CompletedTask;
    }

    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default)
    {
        Calls.Add($"file {offset} {count}");
        Start();
        return Task.CompletedTask;
    }

    public Task CompleteAsync()
    {
        Calls.Add("complete");
        Start();
        return Task.CompletedTask;
    }

    private sealed class StartingStream(RecordingBody body) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Write(byte[] buffer, int offset, int count)
        {
            body.Start();
            body.Calls.Add($"write {count}");
            body._bytes.AddRange(buffer.AsSpan(offset, count));
        }

        public override void Flush()
        {
            body.Start();
            body.Calls.Add("flush");
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        // By the writer over it.
        protected override void Dispose(bool disposing)
        {
            body.Calls.Add("writer completed");
            base.Dispose(disposing);
        }
    }
}
