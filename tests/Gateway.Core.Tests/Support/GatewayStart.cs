using Gateway.Core.Hosting;
using Gateway.Core.Pipeline;
using Microsoft.AspNetCore.Builder;
using Xunit;

namespace Gateway.Core.Tests.Support;

/// <summary>Starts that are expected to fail.</summary>
internal static class GatewayStart
{
    /// <summary>What a user is told when the app does not start.</summary>
    public static async Task<IReadOnlyList<string>> GetErrorsAsync(Action<IApiGatewayBuilder> gateway, Action<WebApplication>? map = null)
    {
        var exception = await Assert.ThrowsAsync<GatewayConfigurationException>(async () =>
        {
            await using var app = await GatewayApp.StartAsync(gateway, map ?? (_ => { }));
        });
        return exception.Errors;
    }
}
