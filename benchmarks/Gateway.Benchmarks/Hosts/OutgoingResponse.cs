using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Gateway.Benchmarks.Hosts;

/// <summary>The response that is received, the same object each time; runs the callbacks that Kestrel would run.</summary>
internal sealed class OutgoingResponse : IHttpResponseFeature, IHttpResponseBodyFeature
{
    private readonly Stack<(Func<object, Task> Callback, object State)> _onStarting = new();
    private readonly Stack<(Func<object, Task> Callback, object State)> _onCompleted = new();
    private readonly ResponseBuffer _buffer;
    private readonly Stream _stream;

    public OutgoingResponse()
    {
        _buffer = new ResponseBuffer(this);
        _stream = _buffer.AsStream(leaveOpen: true);
    }

    public int StatusCode { get; set; } = StatusCodes.Status200OK;

    public string? ReasonPhrase { get; set; }

    public IHeaderDictionary Headers { get; set; } = new HeaderDictionary();

    public bool HasStarted { get; private set; }

    public PipeWriter Writer => _buffer;

    public Stream Stream => _stream;

    public ReadOnlySpan<byte> Written => _buffer.Written;

    Stream IHttpResponseFeature.Body
    {
        get => _stream;
        set => throw new NotSupportedException("Replace IHttpResponseBodyFeature instead.");
    }

    public void OnStarting(Func<object, Task> callback, object state)
    {
        if (HasStarted)
        {
            throw new InvalidOperationException("The response has started.");
        }

        _onStarting.Push((callback, state));
    }

    public void OnCompleted(Func<object, Task> callback, object state) => _onCompleted.Push((callback, state));

    /// <summary>Makes the head final; the first write, or the end of a request without one, comes here.</summary>
    public void Start()
    {
        if (HasStarted)
        {
            return;
        }

        Run(_onStarting);
        HasStarted = true;
    }

    public void Finish() => Run(_onCompleted);

    public void Reset()
    {
        StatusCode = StatusCodes.Status200OK;
        ReasonPhrase = null;
        Headers.Clear();
        HasStarted = false;
        _onStarting.Clear();
        _onCompleted.Clear();
        _buffer.Reset();
    }

    Task IHttpResponseBodyFeature.StartAsync(CancellationToken cancellationToken)
    {
        Start();
        return Task.CompletedTask;
    }

    Task IHttpResponseBodyFeature.CompleteAsync()
    {
        Start();
        return Task.CompletedTask;
    }

    void IHttpResponseBodyFeature.DisableBuffering()
    {
    }

    Task IHttpResponseBodyFeature.SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken) =>
        throw new NotSupportedException("No question sends a file.");

    private static void Run(Stack<(Func<object, Task> Callback, object State)> callbacks)
    {
        while (callbacks.TryPop(out var entry))
        {
            OnThisThread.Complete(entry.Callback(entry.State));
        }
    }
}
