using Gateway.Core.Diagnostics;
using Gateway.Core.Hosting;
using Gateway.Core.Pipeline;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Core.Tests.Support;

/// <summary>An app whose configuration a test changes, on a fake clock.</summary>
internal static class ReloadingApp
{
    public const int Reloaded = 1901;
    public const int Refused = 1902;
    public const int RestartNeeded = 1903;

    /// <summary>A plan, a stage, and Alice's key in the plan.</summary>
    public static readonly string[] Good =
    [
        "UsagePlans:free:Rate = 1000", "UsagePlans:free:Burst = 1000", "Stages:prod:Variables:table = orders",
        "ApiKeys:Keys:alice:Value = " + TestKeys.Alice, "ApiKeys:Keys:alice:Plans:0 = free",
    ];

    public static Task<GatewayApp> StartAsync(
        ChangingSettings settings,
        Action<WebApplication>? map = null,
        Action<IApiGatewayBuilder>? gateway = null,
        Action<WebApplicationBuilder>? configure = null) =>
        GatewayApp.StartAsync(
            builder =>
            {
                builder.Services.AddApiGateway(settings.Section);

                // Many wrong keys come from one address here; that is another test's concern.
                builder.Services.AddApiGateway(options => options.FailedCredentials.Burst = 10_000_000);
                gateway?.Invoke(builder);
            },
            map ?? (app => app.MapGet("/orders", (GatewayCaller caller) => caller.Id).WithStage("prod").RequireUsagePlan("free")),
            configure);

    /// <summary>Changes the configuration and lets the time pass after which it is read.</summary>
    public static void Reload(this GatewayApp app, ChangingSettings settings, params IEnumerable<string> entries)
    {
        settings.Set([.. entries]);
        app.Clock.Advance(ConfigurationWatcher.Quiet);
    }

    public static DefinitionSet GetDefinitions(this GatewayApp app) => app.Services.GetRequiredService<IDefinitionSource>().Current;

    public static bool IsConfigurationDegraded(this GatewayApp app) =>
        app.Services.GetRequiredService<GatewayHealth>().GetDegradedParts().ContainsKey("configuration");

    public static IReadOnlyList<string> GetMessages(this GatewayApp app, int id) =>
        [.. app.Logs.Entries.Where(entry => entry.Id.Id == id).Select(entry => entry.Message)];

    /// <summary>The errors of the one refused reload.</summary>
    public static IReadOnlyList<string> GetReloadErrors(this GatewayApp app) =>
        [.. app.GetMessages(Refused).Single().Split(Environment.NewLine + "  - ").Skip(1)];
}
