using System.Numerics;
using Gateway.Core.Validation.Documents;

namespace Gateway.Core.Validation.Rules;

/// <summary>The names that a schema knows of an object's members, found by the hash that the document's names have.</summary>
internal sealed class PropertyTable
{
    private readonly Property[] _properties;
    private readonly int[] _slots;
    private readonly bool _ignoresCase;

    /// <param name="properties">No name twice.</param>
    /// <param name="ignoresCase">As the documents are read.</param>
    public PropertyTable(Property[] properties, bool ignoresCase)
    {
        _properties = properties;
        _ignoresCase = ignoresCase;
        _slots = new int[BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, properties.Length) * 2)];
        for (var i = 0; i < properties.Length; i++)
        {
            var slot = properties[i].Hash & (_slots.Length - 1);
            while (_slots[slot] != 0)
            {
                slot = (slot + 1) & (_slots.Length - 1);
            }

            _slots[slot] = i + 1;
        }
    }

    public ReadOnlySpan<Property> Properties => _properties;

    /// <param name="json">The document.</param>
    /// <param name="name">The name's token.</param>
    /// <param name="guess">Where the last one was found: members mostly come in the schema's order.</param>
    /// <returns>The place among <see cref="Properties"/>, or -1.</returns>
    public int Find(in TokenizedJson json, int name, int guess)
    {
        ref readonly var token = ref json.Tokens[name];
        if (++guess < _properties.Length && _properties[guess].Hash == token.Hash && Matches(json, name, _properties[guess]))
        {
            return guess;
        }

        var slots = _slots;
        for (var slot = token.Hash & (slots.Length - 1); slots[slot] != 0; slot = (slot + 1) & (slots.Length - 1))
        {
            var place = slots[slot] - 1;
            if (_properties[place].Hash == token.Hash && Matches(json, name, _properties[place]))
            {
                return place;
            }
        }

        return -1;
    }

    private bool Matches(in TokenizedJson json, int name, Property property) =>
        MemberName.Equals(json.GetText(name), json.Tokens[name].IsEscaped, property.Name, isRightEscaped: false, _ignoresCase);
}
