using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Gateway.Core.Diagnostics;

/// <summary>Healthy, or degraded with one entry per part that runs on less than it should.</summary>
internal sealed class GatewayHealthCheck(GatewayHealth health) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (health.IsHealthy)
        {
            return Task.FromResult(HealthCheckResult.Healthy("All parts of the gateway work."));
        }

        var parts = health.GetDegradedParts();
        return Task.FromResult(new HealthCheckResult(
            HealthStatus.Degraded,
            $"Degraded: {string.Join(", ", parts.Keys)}.",
            data: parts));
    }
}
