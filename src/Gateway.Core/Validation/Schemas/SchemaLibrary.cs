using System.Text.Json;

namespace Gateway.Core.Validation.Schemas;

/// <summary>
/// The schemas that references can lead to: the models, the metaschemas, and whatever has an id in them. Nothing is ever fetched.
/// </summary>
/// <param name="settings">How schemas are understood.</param>
/// <param name="shared">Where to look for what is not here, or null.</param>
internal sealed class SchemaLibrary(SchemaSettings settings, SchemaLibrary? shared = null)
{
    private readonly Dictionary<Uri, SchemaSource> _unread = [];
    private readonly Dictionary<Uri, SchemaException> _unreadable = [];
    private readonly Dictionary<Uri, SchemaResource> _resources = [];

    public SchemaSettings Settings { get; } = settings;

    /// <summary>Makes a schema known by its address; it is read when the first reference leads there.</summary>
    public void Add(SchemaSource source) => _unread[source.BaseUri] = source;

    /// <summary>Makes it known that there is a schema of this address, and why it cannot be read.</summary>
    public void AddUnreadable(Uri uri, SchemaException reason) => _unreadable[uri] = reason;

    /// <summary>Reads what has been added, so that it can be found by the ids in it. What is broken is reported when something refers to it.</summary>
    public void ReadAll()
    {
        foreach (var source in _unread.Values.ToArray())
        {
            try
            {
                Find(source.BaseUri);
            }
            catch (SchemaException)
            {
                // Whoever refers to it reads it again, and meets the same.
            }
        }
    }

    /// <summary>Reads a schema that nothing has referred to.</summary>
    /// <exception cref="SchemaException">It is broken; nothing of it is known then.</exception>
    public SchemaDocument Read(SchemaSource source)
    {
        var document = SchemaDocument.Parse(source);
        var wasAdded = _unread.Remove(source.BaseUri);
        try
        {
            new SchemaScanner(this, document).Scan();
        }
        catch (SchemaException)
        {
            Forget(document);
            if (wasAdded)
            {
                _unread.Add(source.BaseUri, source);
            }

            throw;
        }

        _resources.TryAdd(source.BaseUri, document.Resources[0]);
        return document;
    }

    /// <exception cref="SchemaException">Two schemas have one id.</exception>
    public void Index(SchemaResource resource)
    {
        if (!_resources.TryAdd(resource.Uri, resource) && _resources[resource.Uri].Document != resource.Document)
        {
            var other = _resources[resource.Uri].Document.Name;
            throw new SchemaException(new SchemaFault(
                resource.Document.Name, resource.Pointer, $"its id '{resource.Uri}' is the one of {other}, too. Ids must differ."));
        }
    }

    /// <exception cref="SchemaException">There is one, and it is broken.</exception>
    public SchemaResource? Find(Uri uri)
    {
        if (_resources.TryGetValue(uri, out var resource))
        {
            return resource;
        }

        if (_unread.TryGetValue(uri, out var source))
        {
            return Read(source).Resources[0];
        }

        if (_unreadable.TryGetValue(uri, out var reason))
        {
            throw new SchemaException(reason.Faults);
        }

        return shared is not null ? shared.Find(uri)
            : Metaschemas.Find(uri) is { } metaschema ? Read(metaschema).Resources[0]
            : null;
    }

    private void Forget(SchemaDocument document)
    {
        foreach (var uri in document.Resources.Select(resource => resource.Uri))
        {
            if (_resources.TryGetValue(uri, out var known) && known.Document == document)
            {
                _resources.Remove(uri);
            }
        }
    }

    /// <summary>The dialect of a metaschema: a known one, or a model that lists its vocabularies.</summary>
    public SchemaDialect? FindDialect(Uri metaschema)
    {
        if (SchemaDialect.Find(metaschema) is { } known)
        {
            return known;
        }

        return Find(metaschema) is { Element.ValueKind: JsonValueKind.Object } resource
            && resource.Element.TryGetProperty("$vocabulary", out var vocabularies)
            && vocabularies.ValueKind == JsonValueKind.Object
                ? SchemaDialect.Create(vocabularies.EnumerateObject().ToDictionary(item => item.Name, item => item.Value.ValueKind == JsonValueKind.True))
                : null;
    }
}
