using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Gateway.Core.Tests.Support;

/// <summary>Requests that stay in their handler until a test lets them go, and the moment at which each is over for the gateway, too.</summary>
internal sealed class HeldRequests
{
    private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Those that have reached their handler.</summary>
    public Arrivals Entered { get; } = new();

    /// <summary>Those that are over, with everything given back that the gateway held for them.</summary>
    public Arrivals Ended { get; } = new();

    /// <summary>To be used first: what is registered first runs last when a response is complete.</summary>
    public void Watch(WebApplication app) => app.Use((context, next) =>
    {
        context.Response.OnCompleted(() =>
        {
            Ended.Add();
            return Task.CompletedTask;
        });
        return next(context);
    });

    /// <summary>A handler that waits, also for a client that has gone away.</summary>
    public async Task HoldAsync(HttpContext context)
    {
        await HoldBeforeAsync(context);
        await context.Response.WriteAsync("held");
    }

    /// <summary>Waits likewise, and leaves the answer to the handler.</summary>
    public async Task HoldBeforeAsync(HttpContext context)
    {
        Entered.Add();
        await _release.Task.WaitAsync(context.RequestAborted);
    }

    public void Release() => _release.SetResult();
}
