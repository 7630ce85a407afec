using System.Text;
using Gateway.Core.Validation.Rules;

namespace Gateway.Core.Validation.Schemas.Keywords;

/// <summary>Collects the names that a schema knows of an object's members.</summary>
internal sealed class NameTable(bool ignoresCase)
{
    private readonly List<(string Name, Schema? Schema, bool IsRequired)> _names = [];
    private readonly Dictionary<string, int> _places = new(ignoresCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);

    public bool IsEmpty => _names.Count == 0;

    public bool HasRequired => _names.Exists(name => name.IsRequired);

    public bool TryAddSchema(string name, Schema schema)
    {
        var place = GetPlace(name);
        var isNew = _names[place].Schema is null;
        _names[place] = _names[place] with { Schema = schema };
        return isNew;
    }

    public void Require(string name)
    {
        var place = GetPlace(name);
        _names[place] = _names[place] with { IsRequired = true };
    }

    public int GetPlace(string name)
    {
        if (_places.TryGetValue(name, out var place))
        {
            return place;
        }

        _places.Add(name, place = _names.Count);
        _names.Add((name, null, false));
        return place;
    }

    public PropertyTable CreateTable() => new(
        [.. _names.Select(name => new Property(Encoding.UTF8.GetBytes(name.Name), ignoresCase)
        {
            Schema = name.Schema,
            Required = name.IsRequired ? new Expectation("required", $"the member {name.Name}", name.Name) : null,
        })],
        ignoresCase);
}
