using Gateway.Core.ApiKeys;
using Gateway.Core.ApiKeys.Lookup;
using Gateway.Core.Diagnostics;
using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Composition;
using Gateway.Core.Pipeline.Rejections;
using Microsoft.Extensions.Logging;

namespace Gateway.Core.Hosting;

/// <summary>
/// Puts another set of definitions in force, or leaves everything as it is. The set is read, validated and tried on every endpoint first;
/// nothing that serves requests is touched before all of it is known to be right.
/// </summary>
internal sealed class DefinitionReloader(
    DefinitionReader reader,
    GatewayDefinitions definitions,
    GatewayComposer composer,
    ApiKeyDirectory keys,
    LiveConnections connections,
    ContextVariableTable variables,
    GatewayHealth health,
    IServiceProvider services,
    ILogger<DefinitionReloader> logger)
{
    public const string HealthPart = "configuration";

    private DefinitionBaseline _baseline = definitions.Baseline;
    private Dictionary<string, string?> _awaitingRestart = [];

    /// <summary>Never throws; one at a time.</summary>
    public void Reload()
    {
        try
        {
            var errors = new List<string>();
            var reading = reader.Read(definitions.Pipeline.Mode);
            var candidate = definitions.CreateSet(reading, definitions.Current);
            errors.AddRange(reading.Errors);
            errors.AddRange(FindLosses(reading));
            new RejectionResponses(definitions.Pipeline, variables, reading)
                .Validate((name, error) => errors.Add($"{reading.Path}:Rejections:{name}:{error}"));
            var hasChanged = !_baseline.HasSameDefinitions(reading.Baseline) || HasOtherKeys(candidate);
            if (hasChanged)
            {
                errors.AddRange(ProtectedEndpoints.Find(services)
                    .SelectMany(endpoint => endpoint.Pipeline?.FindErrors(composer, candidate, definitions.Current) ?? [])
                    .Distinct());
                errors.AddRange(EndpointRateReferences.FindErrors(reading.Path, candidate, definitions.Current, services));
            }

            if (errors.Count > 0)
            {
                Refuse(errors);
                return;
            }

            Accept(reading, hasChanged ? candidate : null);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            Refuse([$"{definitions.Path}: {exception.Message}"], exception);
        }
    }

    private bool HasOtherKeys(DefinitionSet candidate) =>
        !ReferenceEquals(candidate.Get<InMemoryApiKeyStore>(), definitions.Current.Get<InMemoryApiKeyStore>());

    private IEnumerable<string> FindLosses(DefinitionReading reading)
    {
        var losses = reading.Baseline.State.FindLosses(_baseline.State);
        return _baseline.KeyCount > 0 && reading.Keys.Count == 0 && !reading.Options.ApiKeys.AllowNoKeys
            ? losses.Append($"{reading.Path}:ApiKeys:Keys: the last key is gone. To run without any, set {reading.Path}:ApiKeys:AllowNoKeys to true.")
            : losses;
    }

    private void Accept(DefinitionReading reading, DefinitionSet? changed)
    {
        if (changed is not null)
        {
            definitions.Publish(changed);
            keys.ForgetOtherThan(changed.Get<InMemoryApiKeyStore>());

            // Not awaited: it may ask the store, and lets nothing out.
            _ = connections.CheckAsync();
        }

        _baseline = reading.Baseline;
        WarnOfRestart();
        if (health.TryRestore(HealthPart) || changed is not null)
        {
            Log.ConfigurationReloaded(logger, reading.Path);
        }
    }

    private void Refuse(List<string> errors, Exception? exception = null)
    {
        health.TryDegrade(HealthPart, "The configuration that was read last is wrong and not in force; the one before it is. The log says why.");
        Log.ConfigurationRefused(logger, errors.Count, string.Concat(errors.Select(error => $"{Environment.NewLine}  - {error}")), exception);
    }

    private void WarnOfRestart()
    {
        var awaiting = definitions.Baseline.FindRestartOptions(_baseline);
        foreach (var (path, _) in awaiting.Where(option => !_awaitingRestart.Contains(option)))
        {
            Log.RestartNeeded(logger, $"{definitions.Path}:{path}");
        }

        _awaitingRestart = awaiting;
    }
}
