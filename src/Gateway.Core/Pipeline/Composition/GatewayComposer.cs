using Gateway.Core.Diagnostics;
using Gateway.Core.Pipeline.Rejections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Patterns;
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

    public EndpointPipeline.Composed Compose(
        EndpointMetadataCollection metadata,
        RoutePattern? pattern,
        string? displayName,
        GatewayDelegate handler)
    {
        var id = EndpointId.Create(metadata, pattern, displayName);
        var endpoint = new GatewayEndpoint(id, metadata, _services, EndpointId.FormatPattern(pattern), _rejections, _definitions.Current);
        var first = handler;
        var preflightSteps = new List<IPreflightStep>();
        for (var i = _factories.Length - 1; i >= 0; i--)
        {
            if (_factories[i].CreateStep(endpoint) is { } step)
            {
                first = Chain(step, first);
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

        return new EndpointPipeline.Composed(_entry, endpoint, endpoint.Errors.Count == 0 ? first : Refuse(endpoint), preflightSteps);
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
