using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;

namespace Gateway.Core.Pipeline.Composition;

/// <summary>Endpoints whose policies could be passed by, because routing puts another endpoint in their place after selection.</summary>
internal static class EndpointFaults
{
    /// <summary>What is wrong with an endpoint that carries gateway metadata, or null.</summary>
    public static string? Find(EndpointMetadataCollection metadata)
    {
        if (metadata.GetMetadata<IGatewayMetadata>() is null)
        {
            return null;
        }

        if (metadata.GetMetadata<IDynamicEndpointMetadata>() is { IsDynamic: true })
        {
            return "a dynamic or fallback route hands the request to another endpoint, which would run unprotected. "
                + "Instead of MapFallbackToController, MapFallbackToPage or MapDynamicControllerRoute, put the policy on the target: "
                + "an attribute on the controller or action, or MapControllers().";
        }

        if (metadata.GetMetadata<PageActionDescriptor>() is not null)
        {
            return "a Razor Page is replaced by its compiled endpoint, which would run unprotected. "
                + "Serve what needs a gateway policy from a minimal API or a controller.";
        }

        var pipelines = metadata.GetOrderedMetadata<EndpointPipeline>();
        if (pipelines.Count > 1 || (pipelines.Count == 1 && !pipelines[0].Covers(metadata)))
        {
            return "it is a copy of an endpoint that had its own gateway policies, with more of them or behind another delegate, and would run "
                + "with the old ones only. Put the policies on the group, or on the inner endpoint, but not on both.";
        }

        return pipelines.Count == 0 && metadata.GetMetadata<IActionPipelines>() is null
            ? "it carries a gateway policy that nothing enforces. On a route handler call the convention instead of using the attribute, "
                + "for example MapGet(…).RequireUsagePlan(); metadata of your own is added by WithGatewayMetadata."
            : null;
    }
}
