using Gateway.Core.Pipeline.Bodies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Gateway.Core.Pipeline.Responses;

/// <content>How it ends: sent, or dropped.</content>
internal sealed partial class HeldResponse
{
    public void Discard()
    {
        if (TryEnd(out _, out var held))
        {
            held?.Dispose();
        }
    }

    public Task EndAsync()
    {
        if (!TryEnd(out var phase, out var held))
        {
            return Task.CompletedTask;
        }

        return phase switch
        {
            Phase.Passing => Task.CompletedTask,
            Phase.TooLarge => throw new InvalidOperationException("A response that was too large to be held back is gone; answer in its place."),
            _ => SendAsync(held, isAsWritten: phase == Phase.MustPass),
        };
    }

    /// <summary>Once: the original is back in its place, and nothing is held any more.</summary>
    private bool TryEnd(out Phase phase, out PooledBytes? held)
    {
        lock (_lock)
        {
            held = _bytes;
            phase = _phase == Phase.Holding && MustPassUnsynchronized() ? Phase.MustPass : _phase;
            if (phase == Phase.Over)
            {
                return false;
            }

            _phase = Phase.Over;
            _bytes = null;
            _scratch = null;
        }

        // Also where the handler has left a body of its own in the place of this one.
        _context.Features[typeof(IHttpResponseBodyFeature)] = _original;
        if (ReferenceEquals(_gateway.HeldResponse, this))
        {
            _gateway.HeldResponse = Outer;
        }

        return true;
    }

    /// <summary>
    /// Without the request's token: to a client that goes away now the server writes into nothing, which is no exception.
    /// </summary>
    private async Task SendAsync(PooledBytes? held, bool isAsWritten)
    {
        using (held)
        {
            var length = held?.Length ?? 0;
            var hasBody = isAsWritten
                ? _response.StatusCode != StatusCodes.Status101SwitchingProtocols
                : ResponseBodyHeaders.Describe(_response, length, _isReplaced, HttpMethods.IsHead(_context.Request.Method));
            if (hasBody && length > 0)
            {
                await WriteAsync(held!, CancellationToken.None);
            }
            else if (_isStartAsked)
            {
                await _original.StartAsync(CancellationToken.None);
            }
        }

        if (_failure is not null)
        {
            // What was written before goes out, and the server is told, as if nobody had held it back.
            await _original.Writer.CompleteAsync(_failure);
        }
        else if (_isCompletionAsked)
        {
            await _original.CompleteAsync();
        }
    }
}
