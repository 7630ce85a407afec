using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Core.Tests.Support;

/// <summary>Requests to an endpoint of an app without a socket, for more of them, and from more addresses, than sockets allow.</summary>
internal sealed class DirectRequests(GatewayApp app)
{
    private readonly Endpoint _endpoint = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.Single();

    /// <summary>The status that a request of that address with that key, or that authorization, gets.</summary>
    public async ValueTask<int> SendAsync(IPAddress address, string? key = null, string? token = null)
    {
        var context = new DefaultHttpContext { RequestServices = app.Services };
        context.Connection.RemoteIpAddress = address;
        context.Request.Method = HttpMethods.Get;
        if (key is not null)
        {
            context.Request.Headers["x-api-key"] = key;
        }

        if (token is not null)
        {
            context.Request.Headers.Authorization = token;
        }

        context.SetEndpoint(_endpoint);
        await _endpoint.RequestDelegate!(context);
        return context.Response.StatusCode;
    }
}
