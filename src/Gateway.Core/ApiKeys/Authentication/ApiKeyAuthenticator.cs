using Gateway.Core.ApiKeys.Lookup;
using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Composition;
using Microsoft.AspNetCore.Http;

namespace Gateway.Core.ApiKeys.Authentication;

/// <summary>What the handlers of all schemes share: the gateway's own keys, and its own way to refuse.</summary>
internal sealed class ApiKeyAuthenticator(
    ApiKeysOptions options,
    ApiKeyDirectory directory,
    ApiKeyVerifier verifier,
    IDefinitionSource definitions,
    EarlyRejections rejections,
    TimeProvider timeProvider)
{
    private readonly ApiKeyReader _reader = new(options);
    private volatile Keys? _keys;

    public async ValueTask<ApiKeyProof> ProveAsync(HttpContext context)
    {
        if (!_reader.TryRead(context, context.Request.Headers, out var value, out var failure))
        {
            return ApiKeyProof.Invalid(failure, null);
        }

        var configured = GetConfigured();
        var timestamp = timeProvider.GetTimestamp();
        if (directory.TryGetKnown(value, configured, timestamp, out var identity))
        {
            return ApiKeyProof.Of(identity);
        }

        var proof = await verifier.ProveAsync(context, value, configured, timestamp);
        ApiKeyProofFeature.Set(context, value, configured, proof);
        return proof;
    }

    public Task RejectAsync(HttpContext context, ApiKeyProof proof, bool hasBody) =>
        rejections.RejectAsync(context, proof.Refusal!, proof.Detail, hasBody);

    /// <summary>A set is searched for its keys once, not per request.</summary>
    private InMemoryApiKeyStore GetConfigured()
    {
        var set = definitions.Current;
        var keys = _keys;
        if (keys is null || !ReferenceEquals(keys.Set, set))
        {
            _keys = keys = new Keys(set, set.Get<InMemoryApiKeyStore>());
        }

        return keys.Store;
    }

    private sealed record Keys(DefinitionSet Set, InMemoryApiKeyStore Store);
}
