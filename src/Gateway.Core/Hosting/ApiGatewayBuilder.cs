using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Core.Hosting;

internal sealed record ApiGatewayBuilder(IServiceCollection Services) : IApiGatewayBuilder;
