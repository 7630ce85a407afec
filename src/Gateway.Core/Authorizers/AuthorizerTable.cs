using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using Gateway.Core.Authorizers.Identity;
using Gateway.Core.Authorizers.Verdicts;
using Gateway.Core.Diagnostics;
using Gateway.Core.Pipeline;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gateway.Core.Authorizers;

/// <summary>All authorizers by name, made once: what they have answered outlives endpoints and reloads.</summary>
internal sealed class AuthorizerTable
{
    private readonly FrozenDictionary<string, Authorizer> _authorizers;

    public AuthorizerTable(
        IReadOnlyDictionary<string, AuthorizerOptions> definitions,
        ContextVariableTable variables,
        IServiceScopeFactory scopes,
        TimeProvider timeProvider,
        GatewayHealth health,
        ILogger<AuthorizerCalls> logger,
        StartErrors errors)
    {
        _authorizers = definitions.ToFrozenDictionary(
            definition => definition.Key,
            definition => new Authorizer(
                definition.Key,
                definition.Value,
                CreateSources(definition.Key, definition.Value, variables, errors),
                new AuthorizerCalls(definition.Key, definition.Value, scopes, timeProvider, health, logger),
                new VerdictCache(definition.Value, timeProvider)),
            StringComparer.Ordinal);
    }

    public string KnownNames => _authorizers.Count == 0 ? "none" : string.Join(", ", _authorizers.Keys.Order(StringComparer.Ordinal));

    public IEnumerable<Authorizer> All => _authorizers.Values;

    public bool TryGet(string name, [MaybeNullWhen(false)] out Authorizer authorizer) => _authorizers.TryGetValue(name, out authorizer);

    private static IdentitySource[] CreateSources(string name, AuthorizerOptions options, ContextVariableTable variables, StartErrors errors)
    {
        var sources = new List<IdentitySource>();
        foreach (var text in options.IdentitySources)
        {
            if (IdentitySource.TryCreate(text, variables) is { } source)
            {
                sources.Add(source);
            }
            else
            {
                errors.TryAdd(
                    $"Authorizer '{name}': the identity source '{text}' names a context variable that does not exist. Known: {string.Join(", ", variables.Names.Order(StringComparer.Ordinal))}.");
            }
        }

        return [.. sources];
    }
}
