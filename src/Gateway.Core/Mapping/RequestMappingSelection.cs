using Gateway.Core.Mapping.Parameters;
using Gateway.Core.Mapping.Typed;
using Gateway.Core.Pipeline;

namespace Gateway.Core.Mapping;

/// <summary>What an endpoint and its groups say together of requests: for one target the nearer replaces, typed mappings follow one another.</summary>
internal sealed class RequestMappingSelection
{
    private readonly OrderedDictionary<(MappingTarget, string), ParameterMapping> _parameters = [];
    private readonly List<TypedRequestMappingMetadata> _typed = [];
    private readonly OrderedDictionary<string, TemplateOrigin> _templates = new(StringComparer.Ordinal);

    private RequestMappingSelection()
    {
    }

    public IReadOnlyCollection<ParameterMapping> Parameters => _parameters.Values;

    public IReadOnlyList<TypedRequestMappingMetadata> Typed => _typed;

    /// <summary>By content type.</summary>
    public IReadOnlyDictionary<string, TemplateOrigin> Templates => _templates;

    /// <summary>What becomes of bodies without a template; null where nobody says.</summary>
    public PassthroughBehavior? Passthrough { get; private set; }

    public ContentHandling? Handling { get; private set; }

    public static RequestMappingSelection Of(GatewayEndpoint endpoint)
    {
        var selection = new RequestMappingSelection();
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
            case RequestParameterMappingMetadata declared:
                foreach (var mapping in declared.Mappings)
                {
                    _parameters[mapping.Key] = mapping;
                }

                break;
            case TypedRequestMappingMetadata typed:
                _typed.Add(typed);
                break;
            case RequestTemplateMetadata template:
                _templates[template.ContentType] = template.Origin;
                break;
            case PassthroughMetadata passthrough:
                Passthrough = passthrough.Behavior;
                break;
            case ContentHandlingMetadata handling:
                Handling = handling.Request;
                break;
            case DisableRequestMappingMetadata:
                _parameters.Clear();
                _typed.Clear();
                _templates.Clear();
                Passthrough = null;
                Handling = null;
                break;
        }
    }
}
