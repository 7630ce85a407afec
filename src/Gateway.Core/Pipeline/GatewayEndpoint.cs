using Gateway.Core.Pipeline.Composition;
using Gateway.Core.Pipeline.Rejections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Gateway.Core.Pipeline;

/// <summary>An endpoint as the gateway sees it while its steps are composed.</summary>
public sealed class GatewayEndpoint
{
    private readonly List<string> _errors = [];
    private DefinitionSet? _definitions;

    internal GatewayEndpoint(
        string id,
        EndpointMetadataCollection metadata,
        IServiceProvider services,
        string? routePattern,
        RejectionWriter rejections,
        DefinitionSet definitions,
        object pipeline,
        bool isTrial)
    {
        Id = id;
        Metadata = metadata;
        Services = services;
        RoutePattern = routePattern;
        Rejections = rejections;
        DefaultStage = definitions.Get<IDefaultStage>().Current;
        DeclaredStage = metadata.GetMetadata<IStageMetadata>() is { } stage
            ? definitions.Get<IDefaultStage>().Find(stage.Stage) ?? DefaultStage
            : DefaultStage;
        Pipeline = pipeline;
        IsTrial = isTrial;
        _definitions = definitions;
    }

    /// <summary>
    /// Gets the id under which state and configuration of the endpoint are kept: methods, route pattern without constraints and
    /// defaults, then host if any, for example <c>GET /orders/{id}</c>; or what <c>WithEndpointId</c> says.
    /// </summary>
    /// <value>Never contains <c>:</c>, so that it can be a configuration key.</value>
    public string Id { get; }

    /// <summary>Gets the endpoint's metadata, outer groups first, the endpoint's own last.</summary>
    public EndpointMetadataCollection Metadata { get; }

    /// <summary>Gets the app's services.</summary>
    public IServiceProvider Services { get; }

    internal string? RoutePattern { get; }

    internal RoutePattern? Pattern => (Pipeline as EndpointPipeline)?.Pattern;

    internal RejectionWriter Rejections { get; }

    /// <summary>The stage that its requests begin in.</summary>
    internal GatewayStage DefaultStage { get; }

    /// <summary>The stage of a request that is refused before a step has chosen one.</summary>
    internal GatewayStage DeclaredStage { get; }

    /// <summary>The same for every composition of one endpoint: what a request that is executed again is recognised by.</summary>
    internal object Pipeline { get; }

    /// <summary>Whether it is only found out what would be wrong under definitions that may never be in force: nothing may be left behind.</summary>
    internal bool IsTrial { get; }

    /// <summary>Stands for the endpoint where its id does not tell it from others.</summary>
    internal object Owner => (Pipeline as EndpointPipeline)?.Owner ?? Pipeline;

    /// <summary>The definitions that the steps are made from; there only while they are.</summary>
    internal DefinitionSet Definitions => _definitions
        ?? throw new InvalidOperationException("Definitions are read while an endpoint's steps are created, not when a request runs.");

    internal IReadOnlyList<string> Errors => _errors;

    /// <summary>Reports something wrong with the endpoint's policies. The app does not start, and the message is part of the one it shows.</summary>
    /// <param name="message">What is wrong and what would be right; the endpoint's id is put before it.</param>
    /// <exception cref="ArgumentException"><paramref name="message"/> is null or empty.</exception>
    public void AddError(string message)
    {
        ArgumentException.ThrowIfNullOrEmpty(message);
        _errors.Add(message);
    }

    /// <summary>A long request holds its endpoint, and must not hold a set that has been replaced meanwhile.</summary>
    internal void EndComposition() => _definitions = null;
}
