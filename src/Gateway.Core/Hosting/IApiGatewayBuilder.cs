using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Core.Hosting;

/// <summary>Adds plans, keys, stages and steps to the gateway; returned by <c>AddApiGateway</c>.</summary>
public interface IApiGatewayBuilder
{
    /// <summary>Gets the app's services, where another package registers its own.</summary>
    IServiceCollection Services { get; }
}
