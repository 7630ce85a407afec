using Microsoft.AspNetCore.Hosting.Server;

namespace Gateway.Benchmarks.Hosts;

/// <summary>Sends one request after the other through a host's application, on the calling thread and without allocating.</summary>
internal abstract class RequestRunner
{
    public IncomingRequest Request { get; } = new();

    public OutgoingResponse Response { get; } = new();

    /// <summary>Makes everything ready for the next request.</summary>
    public abstract void Reset();

    /// <summary>Runs the request that was set up since <see cref="Reset"/>.</summary>
    public abstract void Send();
}

/// <inheritdoc/>
internal sealed class RequestRunner<TContext> : RequestRunner
    where TContext : notnull
{
    private readonly IHttpApplication<TContext> _application;
    private readonly ReusedFeatures<TContext> _features;

    public RequestRunner(IHttpApplication<TContext> application)
    {
        _application = application;
        _features = new ReusedFeatures<TContext>(Request, Response);
    }

    public override void Reset()
    {
        Request.Reset();
        Response.Reset();
        _features.Reset();
    }

    public override void Send()
    {
        var context = _application.CreateContext(_features);
        try
        {
            OnThisThread.Complete(_application.ProcessRequestAsync(context));
            Response.Start();
        }
        finally
        {
            // Kestrel's order: what was registered for disposal goes before the context does.
            Response.Finish();
            _application.DisposeContext(context, null);
        }
    }
}
