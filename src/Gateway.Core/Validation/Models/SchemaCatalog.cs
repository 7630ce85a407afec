using System.Runtime.CompilerServices;
using Gateway.Core.Pipeline;
using Gateway.Core.Validation.Schemas;

namespace Gateway.Core.Validation.Models;

/// <summary>Compiles schemas, each once for the definition that names it, and knows the models that they refer to.</summary>
internal sealed class SchemaCatalog(IEnumerable<SchemaModel> models, SchemaReadings readings, SchemaTexts texts) : IStartCheck
{
    private readonly Lock _lock = new();
    private readonly SchemaModel[] _models = [.. models];
    private readonly Dictionary<SchemaUse, SchemaLibrary> _libraries = [];

    // Weakly: the schemas of endpoints that are gone go with them.
    private readonly ConditionalWeakTable<object, Dictionary<(SchemaOrigin, SchemaUse), CompiledSchema>> _compiled = [];

    /// <summary>The compiled schema of a definition.</summary>
    /// <param name="definition">What names it; it is kept for as long as that lives.</param>
    /// <param name="origin">The schema.</param>
    /// <param name="use">What it is for.</param>
    /// <exception cref="SchemaException">It, or something that it refers to, is broken.</exception>
    public CompiledSchema Get(object definition, SchemaOrigin origin, SchemaUse use)
    {
        lock (_lock)
        {
            var compiled = _compiled.GetOrCreateValue(definition);
            if (!compiled.TryGetValue((origin, use), out var schema))
            {
                compiled.Add((origin, use), schema = Compile(origin, use));
            }

            return schema;
        }
    }

    /// <summary>The compiled schema of an endpoint; null where it is broken, which the endpoint is told.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="definition">What names it; it is kept for as long as that lives.</param>
    /// <param name="origin">The schema.</param>
    /// <param name="use">What it is for.</param>
    /// <param name="what">Which of the endpoint's schemas it is, such as <c>its request schema</c>.</param>
    public CompiledSchema? Find(GatewayEndpoint endpoint, object definition, SchemaOrigin origin, SchemaUse use, string what)
    {
        try
        {
            return Get(definition, origin, use);
        }
        catch (SchemaException exception)
        {
            foreach (var fault in exception.Faults)
            {
                endpoint.AddError($"{what} cannot be used: {fault}");
            }

            return null;
        }
    }

    public IEnumerable<string> FindErrors()
    {
        foreach (var group in _models.GroupBy(model => model.Name, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            yield return $"Model '{group.Key}' is added {group.Count()} times; every name may be added once.";
        }

        foreach (var model in _models)
        {
            foreach (var fault in FindFaults(model))
            {
                yield return $"Model '{model.Name}' cannot be used: {fault}";
            }
        }
    }

    private IReadOnlyList<SchemaFault> FindFaults(SchemaModel model)
    {
        try
        {
            foreach (var use in FindBodyUses())
            {
                ReadModel(model, use);
                Get(model, new TextOrigin($$"""{"$ref":"{{SchemaUri.OfModel(model.Name)}}"}"""), use);
            }

            return [];
        }
        catch (SchemaException exception)
        {
            return exception.Faults;
        }
    }

    /// <summary>What endpoints have compiled schemas for, all of which are built by now: a type may do under their options alone.</summary>
    private SchemaUse[] FindBodyUses()
    {
        lock (_lock)
        {
            SchemaUse[] uses = [.. _libraries.Keys.Where(use => use != SchemaUse.Parameter)];
            return uses.Length == 0 ? [SchemaUse.MinimalApiBody] : uses;
        }
    }

    private CompiledSchema Compile(SchemaOrigin origin, SchemaUse use) =>
        SchemaCompiler.Compile(texts.Read(origin, "its schema", SchemaUri.OfModel("$schema"), readings.GetSerializer(use)), GetLibrary(use));

    private SchemaLibrary GetLibrary(SchemaUse use)
    {
        if (_libraries.TryGetValue(use, out var library))
        {
            return library;
        }

        library = new SchemaLibrary(readings.GetSettings(use));
        foreach (var model in _models)
        {
            try
            {
                library.Add(ReadModel(model, use));
            }
            catch (SchemaException exception)
            {
                library.AddUnreadable(SchemaUri.OfModel(model.Name), exception);
            }
        }

        library.ReadAll();
        _libraries.Add(use, library);
        return library;
    }

    private SchemaSource ReadModel(SchemaModel model, SchemaUse use) =>
        texts.Read(model.Origin, $"model '{model.Name}'", SchemaUri.OfModel(model.Name), readings.GetSerializer(use));
}
