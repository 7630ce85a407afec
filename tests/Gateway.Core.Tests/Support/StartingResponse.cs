using Microsoft.AspNetCore.Http.Features;

namespace Gateway.Core.Tests.Support;

/// <summary>A response that starts when a test says so.</summary>
internal sealed class StartingResponse : HttpResponseFeature
{
    private readonly Stack<(Func<object, Task> Callback, object State)> _callbacks = new();

    public override void OnStarting(Func<object, Task> callback, object state) => _callbacks.Push((callback, state));

    public async Task StartAsync()
    {
        while (_callbacks.TryPop(out var registered))
        {
            await registered.Callback(registered.State);
        }
    }
}
