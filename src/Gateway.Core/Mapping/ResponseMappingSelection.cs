using Gateway.Core.Mapping.Typed;
using Gateway.Core.Pipeline;

namespace Gateway.Core.Mapping;

/// <summary>
/// What an endpoint and its groups say together of responses: for one status pattern and header the nearer replaces, typed mappings follow one
/// another.
/// </summary>
internal sealed class ResponseMappingSelection
{
    // Null, which stands for all other statuses, is no key of a dictionary.
    private readonly OrderedDictionary<string, ResponseParameterSelection> _parameters = new(StringComparer.Ordinal);
    private readonly List<TypedResponseMappingMetadata> _typed = [];
    private readonly OrderedDictionary<(string Statuses, string ContentType), TemplateOrigin> _templates = [];

    private ResponseMappingSelection()
    {
    }

    public IReadOnlyCollection<ResponseParameterSelection> Parameters => _parameters.Values;

    /// <summary>The endpoint's own first.</summary>
    public IEnumerable<TypedResponseMappingMetadata> Typed => Enumerable.Reverse(_typed);

    /// <summary>By status pattern, of which null is for all others, and content type.</summary>
    public IEnumerable<IGrouping<string?, KeyValuePair<string, TemplateOrigin>>> Templates => _templates.GroupBy(
        template => template.Key.Statuses.Length == 0 ? null : template.Key.Statuses,
        template => KeyValuePair.Create(template.Key.ContentType, template.Value));

    public ContentHandling? Handling { get; private set; }

    public static ResponseMappingSelection Of(GatewayEndpoint endpoint)
    {
        var selection = new ResponseMappingSelection();
        foreach (var metadata in endpoint.Metadata)
        {
            selection.Apply(metadata);
        }

        return selection;
    }

    private void Apply(object metadata)
    {
        switch (metadata)
        {
            case ResponseParameterMappingMetadata declared:
                Add(declared);
                break;
            case TypedResponseMappingMetadata typed:
                _typed.Add(typed);
                break;
            case ResponseTemplateMetadata template:
                _templates.Remove((template.Statuses ?? "", template.ContentType));
                _templates.Add((template.Statuses ?? "", template.ContentType), template.Origin);
                break;
            case ContentHandlingMetadata handling:
                Handling = handling.Response;
                break;
            case DisableResponseMappingMetadata:
                _parameters.Clear();
                _typed.Clear();
                _templates.Clear();
                Handling = null;
                break;
        }
    }

    /// <summary>The pattern that was added last comes last, also where an outer group has it, too.</summary>
    private void Add(ResponseParameterMappingMetadata declared)
    {
        var key = declared.Statuses ?? "";
        var selection = _parameters.TryGetValue(key, out var outer) ? outer : new ResponseParameterSelection(declared.Statuses);
        selection.Add(declared);
        _parameters.Remove(key);
        _parameters.Add(key, selection);
    }
}
