using System.Buffers;
using System.Text;
using System.Threading.Channels;
using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Bodies;
using Gateway.Core.Pipeline.Rejections;
using Gateway.Core.Pipeline.Responses;

namespace Gateway.Core.Tests.Support;

/// <summary>A step that holds the response back, as mapping and validation do, and says what it saw.</summary>
internal sealed class CapturingStep(Capturing capturing, CountingPool pool, CapturingLog log) : IGatewayStep
{
    public async Task InvokeAsync(GatewayContext gateway, GatewayDelegate next)
    {
        var capture = ResponseCapture.Begin(gateway.Feature, capturing.MaxBytes, capturing.Overflow, pool);
        try
        {
            await next(gateway);
        }
        catch
        {
            capture.Discard();
            log.Add(new Captured(capture.State, ""));
            throw;
        }

        log.Add(new Captured(capture.State, Encoding.UTF8.GetString(capture.Bytes.ToArray())));
        if (capture.State == ResponseCaptureState.TooLarge)
        {
            capture.Discard();
            await gateway.RejectAsync(RejectionReason.ResponseInvalid);
        }
        else if (capture.State == ResponseCaptureState.Captured && capturing.Replacement is { } replacement)
        {
            var bytes = new PooledBytes(pool);
            bytes.Write(Encoding.UTF8.GetBytes(replacement), long.MaxValue);
            capture.Replace(bytes);
        }

        await capture.EndAsync();
    }
}

/// <summary>One step for each metadata, the outermost first.</summary>
internal sealed class CapturingStepFactory(CountingPool pool, CapturingLog log) : IGatewayStepFactory
{
    public GatewayStepPosition Position => GatewayStepPosition.Before(GatewayStepAnchor.Handler);

    public IGatewayStep? CreateStep(GatewayEndpoint endpoint) => endpoint.Metadata.GetOrderedMetadata<Capturing>() is { Count: > 0 } all
        ? new Chain([.. all.Select(capturing => new CapturingStep(capturing, pool, log))])
        : null;

    private sealed class Chain(CapturingStep[] steps) : IGatewayStep
    {
        public Task InvokeAsync(GatewayContext gateway, GatewayDelegate next)
        {
            var way = next;
            foreach (var step in steps.Reverse())
            {
                var inner = way;
                way = gateway => step.InvokeAsync(gateway, inner);
            }

            return way(gateway);
        }
    }
}

/// <param name="MaxBytes">The most that is held.</param>
/// <param name="Overflow">What becomes of more.</param>
/// <param name="Replacement">What is sent in place of what is held, or null.</param>
internal sealed record Capturing(
    long MaxBytes = 100_000, ResponseOverflow Overflow = ResponseOverflow.Refuse, string? Replacement = null) : IGatewayMetadata;

internal sealed record Captured(ResponseCaptureState State, string Text);

internal sealed class CapturingLog
{
    private readonly Channel<Captured> _captured = Channel.CreateUnbounded<Captured>();

    public void Add(Captured captured) => _captured.Writer.TryWrite(captured);

    /// <summary>What the next response was; responses come in the order in which their handlers end.</summary>
    public Task<Captured> NextAsync() => _captured.Reader.ReadAsync().AsTask().InTime();
}
