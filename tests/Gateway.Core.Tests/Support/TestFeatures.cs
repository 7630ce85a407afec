using Gateway.Core.Pipeline;
using Microsoft.AspNetCore.Http;

namespace Gateway.Core.Tests.Support;

/// <summary>A request's data without a pipeline around it.</summary>
internal static class TestFeatures
{
    public static GatewayFeature Of(HttpContext context)
    {
        var feature = new GatewayFeaturePool(TimeProvider.System).Rent();
        feature.Begin(context, endpoint: null!, stage: null!);
        return feature;
    }
}
