using Gateway.Core.Diagnostics;
using Gateway.Core.Pipeline.Rejections;
using Microsoft.Extensions.Logging;

namespace Gateway.Core.Pipeline.Composition;

/// <summary>Asks every factory for a step, orders the steps and chains them in front of the handler.</summary>
internal sealed class GatewayComposer
{
    private readonly IGatewayStepFactory[] _factories;
    private readonly RequestEntry _entry;
    private readonly RejectionWriter _rejections;
    private readonly IDefinitionSource _definitions;
    private readonly IServiceProvider _services;
    private readonly StartErrors _errors;
    private readonly ILogger _logger;

    public GatewayComposer(
        IEnumerable<IGatewayStepFactory> factories,
        RequestEntry entry,
        RejectionWriter rejections,
        IDefinitionSource definitions,
        IServiceProvider services,
        StartErrors errors,
        ILogger<GatewayComposer> logger)
    {
        _factories = [.. factories.OrderBy(factory => factory.Position)];
        _entry = entry;
        _rejections = rejections;
        _definitions = definitions;
        _services = services;
        _errors = errors;
        _logger = logger;
    }

    /// <summary>Composes an endpoint from the set that holds now. One with errors refuses every request, and says so once.</summary>
    public EndpointPipeline.Composed Compose(EndpointPipeline pipeline)
    {
        var definitions = _definitions.Current;
        var preflightSteps = new List<IPreflightStep>();
        var endpoint = Create(pipeline, definitions, isTrial: false, preflightSteps, out var chains);
        return new EndpointPipeline.Composed(
            _entry, definitions, endpoint, endpoint.Errors.Count == 0 ? chains : StepChains.Of(Refuse(endpoint)), preflightSteps);
    }

    /// <summary>What would be wrong with an endpoint if this set held; nothing else happens.</summary>
    public GatewayEndpoint Examine(EndpointPipeline pipeline, DefinitionSet definitions) => Create(pipeline, definitions, isTrial: true, [], out _);

    private GatewayEndpoint Create(
        EndpointPipeline pipeline,
        DefinitionSet definitions,
        bool isTrial,
        List<IPreflightStep> preflightSteps,
        out StepChains chains)
    {
        var metadata = pipeline.Metadata;
        var endpoint = new GatewayEndpoint(
            EndpointId.Create(metadata, pipeline.Pattern, pipeline.DisplayName),
            metadata,
            _services,
            EndpointId.FormatPattern(pipeline.Pattern),
            _rejections,
            definitions,
            pipeline,
            isTrial);
        chains = StepChains.Of(pipeline.Terminal) with { Early = StepChains.Authorized, Again = StepChains.Authorized };
        for (var i = _factories.Length - 1; i >= 0; i--)
        {
            if (CreateStep(_factories[i], endpoint) is { } step)
            {
                chains = Add(chains, step, _factories[i].Position);
                if (step is IPreflightStep preflight)
                {
                    preflightSteps.Add(preflight);
                }
            }
        }

        if (EndpointFaults.Find(metadata) is { } fault)
        {
            endpoint.AddError(fault);
        }

        endpoint.EndComposition();
        return endpoint;
    }

    /// <summary>A factory that throws stops the start by itself; later it must neither stop a reload unnamed nor let a request through.</summary>
    private IGatewayStep? CreateStep(IGatewayStepFactory factory, GatewayEndpoint endpoint)
    {
        try
        {
            return factory.CreateStep(endpoint);
        }
        catch (Exception exception) when (_errors.HasStarted && exception is not OutOfMemoryException)
        {
            endpoint.AddError($"{factory.GetType().Name} failed: {exception.Message}");
            return null;
        }
    }

    /// <summary>Steps come from the last to the first.</summary>
    private static StepChains Add(StepChains chains, IGatewayStep step, GatewayStepPosition position)
    {
        var first = Chain(step, chains.First);
        var authorizer = GatewayStepPosition.At(GatewayStepAnchor.Authorizer);
        if (position > authorizer)
        {
            return chains with { First = first, Late = first };
        }

        var isAsked = position == authorizer || position == GatewayStepPosition.At(GatewayStepAnchor.Stage);
        return chains with { First = first, Early = Chain(step, chains.Early), Again = isAsked ? Chain(step, chains.Again) : chains.Again };
    }

    private static GatewayDelegate Chain(IGatewayStep step, GatewayDelegate next)
    {
        if (step is IBoundStep bound)
        {
            return bound.Bind(next);
        }

        if (step.GetType().Assembly == typeof(GatewayComposer).Assembly)
        {
            return gateway => step.InvokeAsync(gateway, next);
        }

        // A step from elsewhere may have waited; what follows must decide on the time it is then.
        GatewayDelegate nextNow = gateway =>
        {
            gateway.Feature.ForgetTimestamp();
            return next(gateway);
        };
        return gateway => step.InvokeAsync(gateway, nextNow);
    }

    private GatewayDelegate Refuse(GatewayEndpoint endpoint)
    {
        foreach (var error in endpoint.Errors)
        {
            if (!_errors.TryAdd($"Endpoint '{endpoint.Id}': {error}"))
            {
                Log.EndpointMisconfigured(_logger, endpoint.Id, error);
            }
        }

        return static gateway => gateway.RejectAsync(RejectionReason.EndpointMisconfigured);
    }
}
