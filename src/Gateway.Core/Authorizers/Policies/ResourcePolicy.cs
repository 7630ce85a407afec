using Gateway.Core.Pipeline;

namespace Gateway.Core.Authorizers.Policies;

/// <summary>All policies of an endpoint as the one that they are together. Compiled with the definition, not with the endpoint.</summary>
internal sealed class ResourcePolicy
{
    private readonly PolicyDocument _document;

    private ResourcePolicy(IReadOnlyList<ResourcePolicyMetadata> metadata)
    {
        Errors = [.. metadata.Select(item => item.Error).OfType<string>()];
        var documents = metadata.Select(item => item.Document).OfType<PolicyDocument>().ToList();
        _document = documents.Count == 1 ? documents[0] : new PolicyDocument(documents.SelectMany(document => document.Statements));
    }

    /// <summary>What could not be read. An endpoint with any does not start.</summary>
    public IReadOnlyList<string> Errors { get; }

    /// <summary>Null where the endpoint has none, and everybody may call it.</summary>
    public static ResourcePolicy? Find(GatewayEndpoint endpoint)
    {
        var found = new List<ResourcePolicyMetadata>();
        foreach (var item in endpoint.Metadata)
        {
            if (item is DisableResourcePolicyMetadata)
            {
                found.Clear();
            }
            else if (item is ResourcePolicyMetadata metadata)
            {
                found.Add(metadata);
            }
        }

        return found.Count == 0 ? null : new ResourcePolicy(found);
    }

    public PolicyEffect Evaluate(in PolicyRequest request) => _document.Evaluate(request);

    /// <summary>Whether it denies the request whoever the caller will prove to be.</summary>
    public bool DeniesEveryCaller(in PolicyRequest request) => _document.DeniesEveryCaller(request);
}
