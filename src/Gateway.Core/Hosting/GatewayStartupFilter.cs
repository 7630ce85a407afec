using System.Runtime.InteropServices;
using Gateway.Core.ApiKeys;
using Gateway.Core.Diagnostics;
using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Composition;
using Gateway.Core.Pipeline.Rejections;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gateway.Core.Hosting;

/// <summary>
/// The start check: before the server listens it builds every endpoint, composes every pipeline, and stops the start with one message
/// that lists everything wrong. Without it, conventions would run on the first request and the app would answer 500 from then on.
/// </summary>
internal sealed class GatewayStartupFilter(
    GatewayDefinitions definitions,
    RejectionResponses rejections,
    StartErrors errors,
    ConfigurationWatcher watcher,
    ILogger<GatewayStartupFilter> logger) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        next(app);
        var services = app.ApplicationServices;
        rejections.Validate((name, error) => errors.TryAdd($"{definitions.Path}:Rejections:{name}:{error}"));
        CheckEndpoints(services);
        foreach (var error in services.GetServices<IStartCheck>().SelectMany(check => check.FindErrors()))
        {
            errors.TryAdd(error);
        }

        foreach (var error in EndpointRateReferences.FindErrors(definitions.Path, definitions.Current, present: null, services))
        {
            errors.TryAdd(error);
        }

        CheckQueryKeys(services);
        errors.CompleteStart();
        watcher.Start();
        WarnOfVulnerableRuntime(RuntimeInformation.FrameworkDescription);
    };

    internal void WarnOfVulnerableRuntime(string runtime)
    {
        // CVE-2025-55315 was corrected in the second release candidate.
        if (runtime.Contains("10.0.0-preview", StringComparison.Ordinal) || runtime.Contains("10.0.0-rc.1", StringComparison.Ordinal))
        {
            Log.VulnerableRuntime(logger, runtime);
        }
    }

    private void CheckEndpoints(IServiceProvider services)
    {
        var withState = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (endpoint, pipeline) in ProtectedEndpoints.Find(services))
        {
            if (pipeline is null)
            {
                errors.TryAdd($"Endpoint '{GetId(endpoint)}': {EndpointFaults.Find(endpoint.Metadata)}");
                continue;
            }

            var id = pipeline.EnsureComposed(services).Id;
            if (endpoint.Metadata.GetMetadata<IEndpointStateMetadata>() is not null && !withState.TryAdd(id, GetName(endpoint)))
            {
                errors.TryAdd(
                    $"Endpoint '{id}': {withState[id]} and {GetName(endpoint)} have this id, and a policy that keeps state under it. "
                    + "Give one of them its own with WithEndpointId.");
            }
        }
    }

    private void CheckQueryKeys(IServiceProvider services)
    {
        if (definitions.ApiKeys.QueryParameterName is not null
            && services.GetService<IHttpContextFactory>() is not QueryApiKeyHttpContextFactory)
        {
            errors.TryAdd(
                $"{definitions.Path}:ApiKeys:QueryParameterName needs the framework's own IHttpContextFactory, because the key is taken out of the URL where "
                + "contexts are made; the app has registered another one. Read keys from the header only.");
        }
    }

    private static string GetId(Endpoint endpoint) =>
        EndpointId.Create(endpoint.Metadata, (endpoint as RouteEndpoint)?.RoutePattern, endpoint.DisplayName);

    private static string GetName(Endpoint endpoint) => $"'{endpoint.DisplayName}'";
}
