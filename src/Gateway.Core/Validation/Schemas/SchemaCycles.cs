using Gateway.Core.Validation.Rules;

namespace Gateway.Core.Validation.Schemas;

/// <summary>
/// Schemas that look at the same value as the schema that they stand in, or that refers to them: these must not lead in a circle, which
/// no document would ever end, nor too deep.
/// </summary>
internal sealed class SchemaCycles
{
    private const int MaxDepth = 200;

    private readonly Dictionary<Schema, SchemaLocation> _locations = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Schema, List<Schema>> _edges = new(ReferenceEqualityComparer.Instance);

    public void Add(Schema schema, SchemaLocation location)
    {
        _locations.Add(schema, location);
        _edges.Add(schema, []);
    }

    /// <summary>Notes that both look at the same value.</summary>
    public void Connect(Schema schema, Schema other) => _edges[schema].Add(other);

    /// <summary>The first circle, or chain that is too long, and nothing where there is none.</summary>
    public IEnumerable<SchemaFault> FindFaults()
    {
        var depths = new Dictionary<Schema, int>(ReferenceEqualityComparer.Instance);
        foreach (var start in _edges.Keys)
        {
            if (Walk(start, depths) is { } fault)
            {
                return [fault];
            }
        }

        return [];
    }

    /// <summary>Depth first, by a stack of its own.</summary>
    private SchemaFault? Walk(Schema start, Dictionary<Schema, int> depths)
    {
        var path = new Stack<(Schema Schema, int Next)>([(start, 0)]);
        var onPath = new HashSet<Schema>(ReferenceEqualityComparer.Instance) { start };
        while (path.TryPop(out var step))
        {
            if (depths.ContainsKey(step.Schema))
            {
                onPath.Remove(step.Schema);
                continue;
            }

            var edges = _edges[step.Schema];
            if (step.Next == edges.Count)
            {
                var depth = 1 + edges.Select(edge => depths[edge]).DefaultIfEmpty(0).Max();
                if (depth > MaxDepth)
                {
                    return _locations[step.Schema].CreateFault($"more than {MaxDepth} schemas stand within or refer to one another here.");
                }

                depths.Add(step.Schema, depth);
                onPath.Remove(step.Schema);
                continue;
            }

            path.Push((step.Schema, step.Next + 1));
            var next = edges[step.Next];
            if (!depths.ContainsKey(next))
            {
                if (!onPath.Add(next))
                {
                    return _locations[next].CreateFault("the schema comes back to itself without a step into the value, so it would never end.");
                }

                path.Push((next, 0));
            }
        }

        return null;
    }
}
