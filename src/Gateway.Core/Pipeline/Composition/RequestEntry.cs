using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Gateway.Core.Pipeline.Composition;

/// <summary>What every request does first: is it executed again, else its data is set up.</summary>
internal sealed class RequestEntry(GatewayFeaturePool pool, RequestIds requestIds)
{
    private static readonly Func<object, Task> EndRequest = static state =>
    {
        Unsafe.As<GatewayFeature>(state).End();
        return Task.CompletedTask;
    };

    // Written when the response starts, so that an exception handler which clears the headers does not lose it.
    private readonly Func<object, Task> _writeRequestId = state =>
    {
        var feature = Unsafe.As<GatewayFeature>(state);
        feature.HttpContext.Response.Headers[requestIds.HeaderName!] = feature.RequestId;
        return Task.CompletedTask;
    };

    private readonly bool _hasRequestId = requestIds.HeaderName is not null;

    /// <summary>
    /// Sets up the request's data, or returns null when this endpoint must not check the request again: it has passed here, or the
    /// framework runs an error page for a request that has been through the gateway. An endpoint that refused, or failed before its
    /// handler, is never passed this way.
    /// </summary>
    public GatewayFeature? Begin(HttpContext context, GatewayEndpoint endpoint)
    {
        return GatewayFeature.FindKept(context.Features) is { IsActive: false } kept
            ? Begin(kept, earlier: null, context, endpoint)
            : BeginOther(context, endpoint);
    }

    /// <summary>Data for a question about a request that has its own already. Whoever asks ends it.</summary>
    public GatewayFeature BeginDetached(HttpContext context, GatewayEndpoint endpoint)
    {
        var feature = pool.Rent();
        feature.Begin(context, endpoint, endpoint.DefaultStage);
        feature.Detach();
        return feature;
    }

    /// <summary>The connection's first request, a server that keeps nothing, or a request that has been through the gateway already.</summary>
    private GatewayFeature? BeginOther(HttpContext context, GatewayEndpoint endpoint)
    {
        var earlier = GatewayFeature.Find(context.Features) is { } found && found.BelongsTo(context) ? found : null;
        if (earlier is not null && IsReexecution(context, endpoint, earlier))
        {
            return null;
        }

        if (earlier is not null && context.GetEndpoint() is { } selected && earlier.IsAuthorizedFor(selected) && IsPipelineOf(selected, endpoint))
        {
            earlier.Endpoint = endpoint;
            return earlier;
        }

        GatewayFeature feature;
        if (earlier is null && GatewayFeature.FindConnectionState(context.Features) is { } connection)
        {
            feature = pool.CreateKept();
            feature.KeepIn(connection);
        }
        else
        {
            feature = pool.Rent();
            feature.AddTo(context.Features);
        }

        return Begin(feature, earlier, context, endpoint);
    }

    private GatewayFeature Begin(GatewayFeature feature, GatewayFeature? earlier, HttpContext context, GatewayEndpoint endpoint)
    {
        feature.Begin(context, endpoint, endpoint.DefaultStage);
        feature.Response.OnCompleted(EndRequest, feature);
        if (_hasRequestId)
        {
            SetRequestId(feature, earlier);
        }

        return feature;
    }

    /// <summary>Only the framework says that it executes a request again: its features are the request's, so nothing left over from another can.</summary>
    private static bool IsReexecution(HttpContext context, GatewayEndpoint endpoint, GatewayFeature earlier) =>
        (context.Features.Get<IExceptionHandlerFeature>() is not null || context.Features.Get<IStatusCodeReExecuteFeature>() is not null)
        && (!ReferenceEquals(earlier.Endpoint.Pipeline, endpoint.Pipeline) || earlier.HasReachedHandler);

    /// <summary>An app may run another endpoint than the selected one; what was authorized was the selected one.</summary>
    private static bool IsPipelineOf(Endpoint selected, GatewayEndpoint endpoint) => ReferenceEquals(
        selected.Metadata.GetMetadata<EndpointPipeline>() ?? selected.Metadata.GetMetadata<IActionPipelines>()?.GetPipeline(selected),
        endpoint.Pipeline);

    /// <summary>A request has one id, also when the app runs a second endpoint for it.</summary>
    private void SetRequestId(GatewayFeature feature, GatewayFeature? earlier)
    {
        if (earlier is not null)
        {
            feature.RequestId = earlier.RequestId;
            return;
        }

        feature.RequestId = requestIds.Create(feature.HttpContext.Request);
        if (!feature.Response.HasStarted)
        {
            feature.Response.OnStarting(_writeRequestId, feature);
        }
    }
}
