namespace Gateway.Core.Pipeline;

/// <summary>
/// One whole set of definitions, immutable, by type. A pipeline is composed from one set, so that no request sees parts of two; when
/// configuration changes, another set takes its place.
/// </summary>
internal sealed class DefinitionSet(params object[] definitions)
{
    private volatile bool _isSuperseded;

    /// <summary>Whether another set holds now. A pipeline sees it at its next request and is composed anew.</summary>
    public bool IsSuperseded => _isSuperseded;

    /// <summary>By its type or by an interface of it. Looked up while a pipeline is composed, never per request.</summary>
    public T Get<T>()
        where T : class =>
        definitions.OfType<T>().Single();

    public void Supersede() => _isSuperseded = true;
}
