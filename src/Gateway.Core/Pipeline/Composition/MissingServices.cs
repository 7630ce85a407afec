using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Core.Pipeline.Composition;

/// <summary>Says which call is missing, as early as the builder in hand allows.</summary>
internal static class MissingServices
{
    public static InvalidOperationException CreateException(string need = "An endpoint has a gateway policy") => new(
        $"{need}, but the gateway's services are missing. Call 'builder.Services.AddApiGateway()' before the app is built.");

    /// <summary>Throws when the provider is a real one and lacks the gateway; some builders have an empty provider while they build.</summary>
    public static void ThrowIfMissing(IServiceProvider services)
    {
        if (services.GetService<GatewayComposer>() is null && services.GetService<IServiceScopeFactory>() is not null)
        {
            throw CreateException();
        }
    }
}
