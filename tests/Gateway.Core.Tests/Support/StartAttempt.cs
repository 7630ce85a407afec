using Gateway.Core.Hosting;
using Gateway.Core.Pipeline;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.Support;

/// <summary>Starts an app from code and configuration, for tests about what stops the start.</summary>
internal static class StartAttempt
{
    /// <summary>The errors with which the start fails; empty when the app starts.</summary>
    public static async Task<IReadOnlyList<string>> GetErrorsAsync(
        Action<IApiGatewayBuilder> gateway,
        Action<WebApplication>? map = null)
    {
        var exception = await Record.ExceptionAsync(async () =>
        {
            await using var app = await GatewayApp.StartAsync(gateway, map ?? (app => app.MapGet("/", () => "ok").WithStage("$default")));
        });
        return exception switch
        {
            null => [],
            GatewayConfigurationException configuration => configuration.Errors,
            _ => throw new InvalidOperationException("The start failed for another reason than its configuration.", exception),
        };
    }

    /// <summary>The errors of a configuration section, each entry <c>path = value</c> below <c>ApiGateway</c>.</summary>
    public static Task<IReadOnlyList<string>> GetErrorsAsync(params string[] entries) =>
        GetErrorsAsync(gateway => gateway.Services.AddApiGateway(Section(entries)));

    public static IConfigurationSection Section(params string[] entries) => new ConfigurationBuilder()
        .AddInMemoryCollection(entries.Select(entry => entry.Split(" = ", 2))
            .Select(parts => KeyValuePair.Create("ApiGateway:" + parts[0], (string?)parts[1])))
        .Build()
        .GetSection("ApiGateway");
}
