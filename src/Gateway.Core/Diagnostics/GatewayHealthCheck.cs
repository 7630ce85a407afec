using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Gateway.Core.Diagnostics;

/// <summary>Healthy, or degraded with one entry per part that runs on less than it should.</summary>
internal sealed class GatewayHealthCheck(GatewayHealth health) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        // Read once: a part may pass between two readings.
        var parts = health.GetDegradedParts();
        if (parts.Count == 0)
        {
            return Task.FromResult(HealthCheckResult.Healthy("All parts of the gateway work."));
        }

        return Task.FromResult(new HealthCheckResult(
            HealthStatus.Degraded,
            $"Degraded: {string.Join(", ", parts.Keys)}.",
            data: parts));
    }
}
