using Microsoft.AspNetCore.Http;

namespace Gateway.Core.Pipeline.Composition;

/// <summary>In the metadata of an endpoint whose policies an MVC filter enforces.</summary>
internal interface IActionPipelines
{
    EndpointPipeline GetPipeline(Endpoint endpoint);
}
