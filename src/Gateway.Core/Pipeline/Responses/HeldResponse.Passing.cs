using System.IO.Pipelines;
using Gateway.Core.Pipeline.Bodies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Gateway.Core.Pipeline.Responses;

/// <content>
/// What the handler calls. None of it starts the response while it is held back; what must not be held back is sent at the next call
/// that can wait, and goes to the original from then on.
/// </content>
internal sealed partial class HeldResponse : IHttpResponseBodyFeature
{
    private HeldResponseStream? _stream;
    private HeldResponseWriter? _writer;
    private bool _isStartAsked;
    private bool _isCompletionAsked;
    private bool _isFlushCancelled;
    private Exception? _failure;

    public Stream Stream => _stream ??= new HeldResponseStream(this);

    public PipeWriter Writer => _writer ??= new HeldResponseWriter(this);

    public bool CanGetUnflushedBytes => _original.Writer.CanGetUnflushedBytes;

    public void DisableBuffering()
    {
        lock (_lock)
        {
            if (TouchUnsynchronized() == Phase.TooLarge)
            {
                return;
            }

            if (_phase == Phase.Holding)
            {
                _phase = Phase.MustPass;
            }
        }

        _original.DisableBuffering();
    }

    public Task StartAsync(CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled(cancellationToken);
        }

        return NoteStart() ? Task.CompletedTask : PassAndStartAsync(cancellationToken);
    }

    public async Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var length = count ?? (new FileInfo(path).Length - offset);
        bool isHeld;
        lock (_lock)
        {
            if (TouchForWritingUnsynchronized() == Phase.Holding)
            {
                FitsUnsynchronized(length);
            }

            if (_phase == Phase.TooLarge)
            {
                return;
            }

            isHeld = _phase == Phase.Holding;
        }

        if (isHeld)
        {
            await SendFileFallback.SendFileAsync(Stream, path, offset, count, cancellationToken);
            return;
        }

        await PassHeldAsync(cancellationToken);
        await _original.SendFileAsync(path, offset, count, cancellationToken);
    }

    public Task CompleteAsync() => CompleteAsync(failure: null);

    public async Task CompleteAsync(Exception? failure)
    {
        if (NoteCompletion(failure))
        {
            return;
        }

        await PassHeldAsync(CancellationToken.None);
        await (failure is null ? _original.CompleteAsync() : _original.Writer.CompleteAsync(failure).AsTask());
    }

    /// <summary>As <see cref="CompleteAsync(Exception)"/> where nothing can be waited for: what is held goes out at the end.</summary>
    public void Complete(Exception? failure)
    {
        if (!NoteCompletion(failure) && IsPassing)
        {
            _original.Writer.Complete(failure);
        }
    }

    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled(cancellationToken);
        }

        return TryHold(bytes.Span) ? ValueTask.CompletedTask : PassAndWriteAsync(bytes, cancellationToken);
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (!TryHold(bytes))
        {
            PassHeld();
            _original.Stream.Write(bytes);
        }
    }

    public void Flush()
    {
        if (!NoteStart())
        {
            PassHeld();
            _original.Stream.Flush();
        }
    }

    public Task FlushAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled(cancellationToken);
        }

        return NoteStart() ? Task.CompletedTask : PassAndFlushAsync(cancellationToken);
    }

    public Memory<byte> GetMemory(int sizeHint) => TryGetMemory(sizeHint) ?? _original.Writer.GetMemory(sizeHint);

    public void Advance(int count)
    {
        if (!TryAdvance(count))
        {
            _original.Writer.Advance(count);
        }
    }

    public void CancelPendingFlush()
    {
        if (IsPassing)
        {
            _original.Writer.CancelPendingFlush();
            return;
        }

        Volatile.Write(ref _isFlushCancelled, true);
    }

    public ValueTask<FlushResult> FlushWriterAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<FlushResult>(cancellationToken);
        }

        if (!NoteStart())
        {
            return PassAndFlushWriterAsync(cancellationToken);
        }

        // Nobody reads what is written to a response that is too large: a writer that asks can stop.
        return new(new FlushResult(Interlocked.Exchange(ref _isFlushCancelled, false), isCompleted: State == ResponseCaptureState.TooLarge));
    }

    private bool IsPassing
    {
        get
        {
            lock (_lock)
            {
                ThrowIfOverUnsynchronized();
                return _phase == Phase.Passing;
            }
        }
    }

    /// <summary>False where the response has to start now.</summary>
    private bool NoteStart()
    {
        lock (_lock)
        {
            var phase = TouchUnsynchronized();
            _unflushed = 0;
            _isStartAsked = true;
            return phase is Phase.Holding or Phase.TooLarge;
        }
    }

    /// <summary>False where the response has to be completed now.</summary>
    private bool NoteCompletion(Exception? failure)
    {
        lock (_lock)
        {
            var phase = TouchUnsynchronized();
            _isCompletionAsked = true;
            _failure ??= failure;
            return phase is Phase.Holding or Phase.TooLarge;
        }
    }

    private async Task PassAndStartAsync(CancellationToken cancellationToken)
    {
        await PassHeldAsync(cancellationToken);
        await _original.StartAsync(cancellationToken);
    }

    private async ValueTask PassAndWriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await PassHeldAsync(cancellationToken);
        await _original.Stream.WriteAsync(bytes, cancellationToken);
    }

    private async Task PassAndFlushAsync(CancellationToken cancellationToken)
    {
        await PassHeldAsync(cancellationToken);
        await _original.Stream.FlushAsync(cancellationToken);
    }

    private async ValueTask<FlushResult> PassAndFlushWriterAsync(CancellationToken cancellationToken)
    {
        await PassHeldAsync(cancellationToken);
        return await _original.Writer.FlushAsync(cancellationToken);
    }

    private async ValueTask PassHeldAsync(CancellationToken cancellationToken)
    {
        using var held = TakeHeld();
        if (held is not null)
        {
            await WriteAsync(held, cancellationToken);
        }
    }

    private void PassHeld()
    {
        using var held = TakeHeld();
        foreach (var part in held?.Bytes ?? default)
        {
            _original.Stream.Write(part.Span);
        }
    }

    private async Task WriteAsync(PooledBytes held, CancellationToken cancellationToken)
    {
        foreach (var part in held.Bytes)
        {
            await _original.Stream.WriteAsync(part, cancellationToken);
        }
    }

    /// <summary>Who takes it gives its memory back: an end that comes meanwhile must not.</summary>
    private PooledBytes? TakeHeld()
    {
        lock (_lock)
        {
            ThrowIfOverUnsynchronized();
            _phase = Phase.Passing;
            var held = _bytes;
            _bytes = null;
            _lent = 0;
            return held;
        }
    }
}
