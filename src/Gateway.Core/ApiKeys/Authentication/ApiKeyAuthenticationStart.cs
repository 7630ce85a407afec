using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Core.ApiKeys.Authentication;

/// <summary>Makes what the handlers need when the app starts: without the gateway's services it would start, and every request fail.</summary>
internal sealed class ApiKeyAuthenticationStart : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        next(app);
        app.ApplicationServices.GetRequiredService<ApiKeyAuthenticator>();
    };
}
