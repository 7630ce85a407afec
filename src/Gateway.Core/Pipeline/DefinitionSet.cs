using System.Collections.Frozen;

namespace Gateway.Core.Pipeline;

/// <summary>
/// One whole set of definitions, immutable, by type. A pipeline is composed from one set, so that no request sees parts of two; when
/// configuration changes, another set takes its place.
/// </summary>
/// <param name="defaultStage">The stage of an endpoint that names none.</param>
/// <param name="definitions">The tables, one of each type.</param>
internal sealed class DefinitionSet(GatewayStage defaultStage, params object[] definitions)
{
    private readonly FrozenDictionary<Type, object> _definitions = definitions.ToFrozenDictionary(definition => definition.GetType());
    private volatile bool _isSuperseded;

    public GatewayStage DefaultStage { get; } = defaultStage;

    /// <summary>Whether another set holds now. A pipeline sees it at its next request and is composed anew.</summary>
    public bool IsSuperseded => _isSuperseded;

    public T Get<T>()
        where T : class =>
        (T)_definitions[typeof(T)];

    public void Supersede() => _isSuperseded = true;
}
