using System.Collections.Immutable;
using Gateway.Core.Mapping.Templates.Output;

namespace Gateway.Core.Mapping.Templates.Nodes.Positions;

/// <summary>The places in the JSON where a template may be at one point of its text, one for each way that leads there.</summary>
internal sealed class JsonStates
{
    /// <summary>Of a point that is never reached.</summary>
    public static readonly JsonStates None = new([]);

    public static readonly JsonStates Start = new([JsonState.Start]);

    private readonly ImmutableHashSet<JsonState> _states;

    private JsonStates(ImmutableHashSet<JsonState> states) => _states = states;

    public bool IsReached => !_states.IsEmpty;

    public int Count => _states.Count;

    public IEnumerable<JsonState> All => _states;

    public static JsonStates Of(IEnumerable<JsonState> states) => new([.. states]);

    public JsonStates And(JsonStates other) => other._states.IsSubsetOf(_states) ? this : new JsonStates(_states.Union(other._states));

    public bool Includes(JsonStates other) => other._states.IsSubsetOf(_states);
}
