using Gateway.Core.Validation.Rules;

namespace Gateway.Core.Validation.Schemas;

/// <summary>
/// Turns a schema, and all that it refers to, into rules. Every place of a document is compiled once, whoever refers to it, and from a
/// list of what is still to be done: however long a chain of references is, nothing recurses.
/// </summary>
internal sealed class SchemaCompiler
{
    private readonly Dictionary<(SchemaDocument Document, string Pointer), Schema> _schemas = [];
    private readonly Dictionary<SchemaResource, DynamicScope> _scopes = [];
    private readonly Queue<(SchemaLocation Location, Schema Schema)> _pending = [];
    private readonly HashSet<SchemaDocument> _checked = [];
    private readonly List<Action> _completions = [];
    private readonly List<SchemaFault> _formalFaults = [];
    private readonly SchemaLibrary _library;

    private SchemaCompiler(SchemaLibrary library) => _library = library;

    public SchemaSettings Settings => _library.Settings;

    public List<SchemaFault> Faults { get; } = [];

    /// <summary>Which schemas look at the same value as another.</summary>
    public SchemaCycles Cycles { get; } = new();

    public bool HasDynamicReferences { get; set; }

    public bool HasNameSchemas { get; set; }

    /// <summary>Compiles a schema.</summary>
    /// <param name="source">The schema.</param>
    /// <param name="library">What it can refer to.</param>
    /// <exception cref="SchemaException">It, or something that it refers to, is broken: all of it that is known.</exception>
    public static CompiledSchema Compile(SchemaSource source, SchemaLibrary library)
    {
        var own = new SchemaLibrary(library.Settings, library);
        var document = own.Read(source);
        var compiler = new SchemaCompiler(own);
        var root = compiler.GetSchema(new SchemaLocation(document, "", document.Root));
        compiler.CompilePending();
        compiler.Faults.AddRange(compiler.Cycles.FindFaults());
        var faults = compiler.GetFaultsOnce();
        return faults.Count > 0
            ? throw new SchemaException(faults)
            : new CompiledSchema(root, library.Settings, compiler.HasDynamicReferences);
    }

    /// <summary>The schema at a place, which may not be compiled yet.</summary>
    public Schema GetSchema(SchemaLocation location)
    {
        if (_schemas.TryGetValue((location.Document, location.Pointer), out var known))
        {
            return known;
        }

        var resource = location.Document.FindResource(location.Pointer);
        var isFirst = !_scopes.TryGetValue(resource, out var scope);
        if (isFirst)
        {
            _scopes.Add(resource, scope = new DynamicScope());
        }

        var schema = new Schema(scope!);
        _schemas.Add((location.Document, location.Pointer), schema);
        Cycles.Add(schema, location);
        _pending.Enqueue((location, schema));
        if (isFirst)
        {
            Enter(resource, scope!);
        }

        return schema;
    }

    /// <summary>Where a reference leads, or null after noting that it leads nowhere.</summary>
    public SchemaLocation? Resolve(SchemaLocation from, string keyword, string reference)
    {
        var resource = from.Document.FindResource(from.Pointer);
        try
        {
            if (!SchemaUri.TryResolve(resource.Uri, reference, out var uri, out var fragment))
            {
                Faults.Add(from.CreateFault(keyword, $"'{reference}' is not an address (RFC 3986)."));
                return null;
            }

            if ((_library.Find(uri) ?? FindModel(reference)) is not { } target)
            {
                Faults.Add(from.CreateFault(
                    keyword, $"'{reference}' is not known. Nothing is fetched: add the schema with AddModel, under this name or with the id '{uri}'."));
                return null;
            }

            return Find(from, keyword, reference, target, fragment);
        }
        catch (SchemaException exception)
        {
            Faults.AddRange(exception.Faults.Where(fault => !Faults.Contains(fault)));
            return null;
        }
    }

    /// <summary>Any schema may be one for names, by references that are yet to be read: so this waits until all are.</summary>
    public void CompleteForNames(Action complete) => _completions.Add(complete);

    /// <summary>A model by its bare name, which an id of the schema's own makes an address of another kind.</summary>
    private SchemaResource? FindModel(string reference) =>
        SchemaUri.TryResolve(SchemaUri.OfModel("$schema"), reference, out var uri, out _) ? _library.Find(uri) : null;

    private SchemaLocation? Find(SchemaLocation from, string keyword, string reference, SchemaResource target, string fragment)
    {
        var start = new SchemaLocation(target.Document, target.Pointer, target.Element);
        SchemaLocation? found = fragment.Length == 0 ? start
            : fragment[0] == '/' ? SchemaDocument.Find(start, fragment)
            : target.Anchors.TryGetValue(fragment, out var anchor) ? anchor
            : null;
        if (found is null)
        {
            Faults.Add(from.CreateFault(keyword, $"'{reference}' leads nowhere: {target.Document.Name} has no '{fragment}'."));
        }

        return found;
    }

    private void CompilePending()
    {
        while (_pending.TryDequeue(out var next))
        {
            var resource = next.Location.Document.FindResource(next.Location.Pointer);
            new SchemaReader(this, next.Location, resource, next.Schema).Read();
        }

        if (HasNameSchemas && Settings.Reading.IgnoresNameCase)
        {
            _completions.ForEach(complete => complete());
        }
    }

    /// <summary>Whatever runs through a resource may be led to its dynamic anchors.</summary>
    private void Enter(SchemaResource resource, DynamicScope scope)
    {
        Check(resource.Document);
        foreach (var (name, location) in resource.DynamicAnchors)
        {
            scope.Anchors.Add(name, GetSchema(location));
        }
    }

    /// <summary>What a metaschema says of a place need not be said once more.</summary>
    private List<SchemaFault> GetFaultsOnce()
    {
        var places = _formalFaults.Select(fault => (fault.Source, fault.Pointer)).ToHashSet();
        return [.. _formalFaults, .. Faults.Where(fault => !places.Contains((fault.Source, fault.Pointer)))];
    }

    private void Check(SchemaDocument document)
    {
        var isMetaschema = Metaschemas.Find(document.BaseUri) is not null;
        if (_checked.Add(document) && !isMetaschema)
        {
            _formalFaults.AddRange(Metaschemas.Check(document));
        }
    }
}
