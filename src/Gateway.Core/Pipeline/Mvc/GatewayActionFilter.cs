using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Gateway.Core.Pipeline.Composition;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Routing;

namespace Gateway.Core.Pipeline.Mvc;

/// <summary>
/// Enforces policies that an action carries as attributes only: MVC offers no way to wrap the endpoint from an application-model
/// convention, and a resource filter runs before model binding and around everything else. Where the endpoint is wrapped as well
/// (<c>MapControllers().RequireUsagePlan()</c>), the wrapper has run all policies and the filter steps aside.
/// </summary>
internal sealed class GatewayActionFilter : IAsyncResourceFilter, IOrderedFilter, IActionPipelines
{
    // One action can have several routes, each an endpoint with an id of its own.
    private readonly ConditionalWeakTable<Endpoint, EndpointPipeline> _pipelines = [];

    public int Order => int.MinValue;

    public async Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
    {
        var endpoint = context.HttpContext.GetEndpoint()
            ?? throw new InvalidOperationException("Gateway attributes need endpoint routing; map the controllers with MapControllers().");
        if (endpoint.Metadata.GetMetadata<EndpointPipeline>() is not null)
        {
            await next();
            return;
        }

        var hasRun = false;
        await GetPipeline(endpoint).InvokeAsync(context.HttpContext, async () =>
        {
            hasRun = true;
            var executed = await next();
            if (executed is { Exception: not null, ExceptionHandled: false })
            {
                executed.ExceptionDispatchInfo?.Throw();
                ExceptionDispatchInfo.Throw(executed.Exception);
            }
        });
        if (!hasRun)
        {
            context.Result = new EmptyResult();
        }
    }

    public EndpointPipeline GetPipeline(Endpoint endpoint) => _pipelines.GetValue(
        endpoint,
        static endpoint => new EndpointPipeline(endpoint.Metadata, (endpoint as RouteEndpoint)?.RoutePattern, endpoint.DisplayName, handler: null));
}
