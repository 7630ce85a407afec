using Gateway.Core.Pipeline;
using Gateway.Core.UsagePlans;

namespace Gateway.Core.Hosting;

/// <summary>Whether the endpoints exist for which plans have rates of their own: a misspelt id would be a limit that limits nothing.</summary>
internal static class EndpointRateReferences
{
    /// <param name="path">The section's path, for messages.</param>
    /// <param name="set">The definitions to be checked.</param>
    /// <param name="present">
    /// Those in force, if any. What they name already is not asked again: an endpoint that went away while the app runs must not keep a
    /// revoked key in force.
    /// </param>
    /// <param name="services">Where the endpoints are found.</param>
    public static IEnumerable<string> FindErrors(string path, DefinitionSet set, DefinitionSet? present, IServiceProvider services)
    {
        var asked = GetReferences(set).Except(present is null ? [] : GetReferences(present)).ToArray();
        if (asked.Length == 0)
        {
            return [];
        }

        var known = ProtectedEndpoints.Find(services)
            .Select(endpoint => endpoint.Pipeline?.EnsureComposed(services))
            .OfType<GatewayEndpoint>()
            .Where(UsagePlanSelection.IsRequired)
            .Select(endpoint => endpoint.Id)
            .ToHashSet(StringComparer.Ordinal);
        var list = known.Count == 0 ? "none" : string.Join(", ", known.Order(StringComparer.Ordinal));
        return asked.Where(reference => !known.Contains(reference.Endpoint)).Select(reference =>
            $"{path}:UsagePlans:{reference.Plan}:Endpoints:{reference.Endpoint}: no endpoint with a usage plan has this id. Known: {list}.");
    }

    private static IEnumerable<(string Plan, string Endpoint)> GetReferences(DefinitionSet set) =>
        set.Get<UsagePlanTable>().All.SelectMany(plan => plan.OverriddenEndpoints.Select(endpoint => (plan.Name, endpoint)));
}
