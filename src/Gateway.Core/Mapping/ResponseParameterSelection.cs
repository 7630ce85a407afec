using Gateway.Core.Mapping.Parameters;

namespace Gateway.Core.Mapping;

/// <summary>What is said for the responses of one status pattern.</summary>
internal sealed class ResponseParameterSelection(string? statuses)
{
    private readonly OrderedDictionary<(MappingTarget, string), ParameterMapping> _mappings = [];
    private readonly List<string> _locationHosts = [];

    public string? Statuses { get; } = statuses;

    public int? Status { get; private set; }

    public IReadOnlyCollection<ParameterMapping> Mappings => _mappings.Values;

    public IReadOnlyCollection<string> LocationHosts => _locationHosts;

    public void Add(ResponseParameterMappingMetadata declared)
    {
        Status = declared.Status ?? Status;
        _locationHosts.AddRange(declared.LocationHosts);
        foreach (var mapping in declared.Mappings)
        {
            _mappings[mapping.Key] = mapping;
        }
    }
}
