using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Core.Pipeline.Composition;

/// <summary>
/// The wrapper around one endpoint, and the marker in its metadata that proves it is wrapped. Conventions only install it;
/// its steps are composed from the endpoint's final metadata by the start check, or by the first request of an endpoint that appeared
/// later, and again by the first request after the definitions were replaced. That makes it indifferent to the order in which a builder runs conventions, and to builders without
/// <c>Finally</c>.
/// </summary>
internal sealed class EndpointPipeline
{
    private readonly Lock _lock = new();
    private readonly RequestDelegate? _handler;
    private readonly IEnumerable<object> _source;
    private volatile Composed? _composed;

    /// <param name="metadata">The list that the endpoint is built from; read when the steps are composed.</param>
    /// <param name="pattern">The endpoint's route.</param>
    /// <param name="displayName">The endpoint's name in messages.</param>
    /// <param name="handler">What runs after the last step, or null where the request brings it along.</param>
    public EndpointPipeline(IEnumerable<object> metadata, RoutePattern? pattern, string? displayName, RequestDelegate? handler)
    {
        _source = metadata;
        _handler = handler;
        Pattern = pattern;
        DisplayName = displayName;
        Terminal = CreateTerminal(handler);
    }

    public RoutePattern? Pattern { get; }

    public string? DisplayName { get; }

    /// <summary>Stands for the endpoint where its id does not tell it from others; a pipeline made beside the endpoint's own has that one's.</summary>
    public object Owner { get; init; } = new();

    /// <summary>What stands behind the last step.</summary>
    public GatewayDelegate Terminal { get; }

    public EndpointMetadataCollection Metadata => new(_source);

    public static void Install(EndpointBuilder builder)
    {
        var handler = builder.RequestDelegate
            ?? throw new InvalidOperationException($"Endpoint '{builder.DisplayName}' has no RequestDelegate, so no gateway policy can protect it.");
        if (builder.Metadata.OfType<EndpointPipeline>().LastOrDefault() is { } existing)
        {
            if (ReferenceEquals(existing._source, builder.Metadata))
            {
                return;
            }

            // A group builds the endpoints of a foreign data source a second time, from copies of their metadata and from their delegate,
            // which is the inner pipeline: it is taken off, and what it knew is composed again together with the group's.
            if (handler.Target is EndpointPipeline inner)
            {
                handler = inner._handler!;
                builder.Metadata.Remove(existing);
            }
        }

        var pattern = (builder as RouteEndpointBuilder)?.RoutePattern;
        var pipeline = new EndpointPipeline(builder.Metadata, pattern, builder.DisplayName, handler);
        builder.Metadata.Add(pipeline);
        builder.RequestDelegate = pipeline.InvokeAsync;
    }

    /// <summary>Whether every policy in this metadata was there when the steps were composed; an endpoint copied by hand may carry more.</summary>
    public bool Covers(EndpointMetadataCollection metadata)
    {
        var own = _composed?.Endpoint.Metadata ?? _source;
        return metadata.OfType<IGatewayMetadata>().All(item => own.Contains(item, ReferenceEqualityComparer.Instance));
    }

    public Task InvokeAsync(HttpContext context)
    {
        var composed = GetComposed(context);
        return composed.Entry.Begin(context, composed.Endpoint) is { } feature
            ? composed.Begin(feature)
            : _handler!(context);
    }

    /// <summary>Runs the steps, then <paramref name="handler"/>, for a host that cannot be wrapped as a delegate.</summary>
    public Task InvokeAsync(HttpContext context, Func<Task> handler)
    {
        var composed = GetComposed(context);
        if (composed.Entry.Begin(context, composed.Endpoint) is not { } feature)
        {
            return handler();
        }

        feature.Continuation = handler;
        return composed.Begin(feature);
    }

    /// <summary>
    /// Runs the steps up to the authorizers, before the endpoint itself runs: when it does, it goes on behind them. What they refuse is
    /// noted in the request's data and not written.
    /// </summary>
    public async Task<bool> AuthorizeAsync(HttpContext context, Endpoint endpoint)
    {
        var composed = GetComposed(context);
        if (composed.Entry.Begin(context, composed.Endpoint) is not { } feature)
        {
            return true;
        }

        feature.BeginAuthorization(endpoint);
        try
        {
            await composed.Chains.Early(new GatewayContext(feature));
        }
        finally
        {
            feature.EndAuthorization();
        }

        return feature.IsAuthorized;
    }

    /// <summary>Asks the authorizers once more about a request that is under way, and leaves its data as it is.</summary>
    public async Task<bool> AuthorizeAgainAsync(HttpContext context)
    {
        var composed = GetComposed(context);
        var feature = composed.Entry.BeginDetached(context, composed.Endpoint);
        try
        {
            await composed.Chains.Again(new GatewayContext(feature));
            return feature.IsAuthorized;
        }
        finally
        {
            feature.End();
        }
    }

    /// <summary>Lets every step count a CORS preflight that asks to; the first refusal ends it.</summary>
    public PreflightRefusal? CountPreflight(HttpContext context)
    {
        foreach (var step in GetComposed(context).PreflightSteps)
        {
            if (step.CountPreflight(context) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    /// <summary>Answers a preflight that <see cref="CountPreflight"/> refused.</summary>
    public Task RefusePreflightAsync(HttpContext context)
    {
        var refusal = PreflightFeature.Find(context)!.Refusal!;
        return Begin(context) is { } feature
            ? new GatewayContext(feature).RejectAsync(refusal.Reason, refusal.Detail)
            : Task.CompletedTask;
    }

    /// <summary>For a request that is refused before the steps run; null when the framework runs an error page for it.</summary>
    public GatewayFeature? Begin(HttpContext context)
    {
        var composed = GetComposed(context);
        var feature = composed.Entry.Begin(context, composed.Endpoint);
        if (feature is not null)
        {
            feature.Stage = composed.Endpoint.DeclaredStage;
        }

        return feature;
    }

    public GatewayEndpoint EnsureComposed(IServiceProvider services) => Compose(services).Endpoint;

    /// <summary>
    /// What would be wrong if another set held; what is in force stays as it is. An endpoint that appeared after the start and is refused
    /// under the present set, too, must not keep a revoked key in force for all others: it has no say.
    /// </summary>
    public IEnumerable<string> FindErrors(GatewayComposer composer, DefinitionSet candidate, DefinitionSet present)
    {
        var endpoint = composer.Examine(this, candidate);
        var now = _composed is { Definitions.IsSuperseded: false } composed ? composed.Endpoint : composer.Examine(this, present);
        var hasSay = endpoint.Errors.Count > 0 && now.Errors.Count == 0;
        return hasSay ? endpoint.Errors.Select(error => $"Endpoint '{endpoint.Id}': {error}") : [];
    }

    // Asking for the request's services makes their scope, so it is left to the one request that needs it.
    private Composed GetComposed(HttpContext context)
    {
        var composed = _composed;
        return composed is null || composed.Definitions.IsSuperseded ? Compose(context.RequestServices) : composed;
    }

    /// <summary>Composes where that has not been done, or was done from a set that holds no longer.</summary>
    private Composed Compose(IServiceProvider services)
    {
        lock (_lock)
        {
            if (_composed is not { Definitions.IsSuperseded: false })
            {
                var composer = services.GetService<GatewayComposer>() ?? throw MissingServices.CreateException();
                _composed = composer.Compose(this);
            }

            return _composed;
        }
    }

    private static GatewayDelegate CreateTerminal(RequestDelegate? handler)
    {
        if (handler is not null)
        {
            return gateway =>
            {
                gateway.Feature.HasReachedHandler = true;
                return handler(gateway.Feature.HttpContext);
            };
        }

        return static gateway =>
        {
            gateway.Feature.HasReachedHandler = true;
            return gateway.Feature.Continuation!();
        };
    }

    internal sealed record Composed(
        RequestEntry Entry,
        DefinitionSet Definitions,
        GatewayEndpoint Endpoint,
        StepChains Chains,
        IReadOnlyList<IPreflightStep> PreflightSteps)
    {
        public Task Begin(GatewayFeature feature) =>
            (feature.TakeAuthorization() ? Chains.Late : Chains.First)(new GatewayContext(feature));
    }
}
