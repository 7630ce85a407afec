using System.Numerics;
using System.Runtime.CompilerServices;
using Gateway.Core.Pipeline.Documents;

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
            Required |= i < 64 && properties[i].Required is not null ? 1UL << i : 0;
            var slot = properties[i].Hash & (_slots.Length - 1);
            while (_slots[slot] != 0)
            {
                slot = (slot + 1) & (_slots.Length - 1);
            }

            _slots[slot] = i + 1;
        }
    }

    public ReadOnlySpan<Property> Properties => _properties;

    /// <summary>A bit for each of the first 64 that is required.</summary>
    public ulong Required { get; }

    /// <param name="text">A name of the document.</param>
    /// <param name="token">Its token.</param>
    /// <param name="guess">Where the last one was found: members mostly come in the schema's order.</param>
    /// <returns>The place among <see cref="Properties"/>, or -1.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public int Find(ReadOnlySpan<byte> text, in JsonToken token, int guess)
    {
        var properties = _properties;
        if ((uint)++guess < (uint)properties.Length && Matches(properties[guess], text, token))
        {
            return guess;
        }

        var slots = _slots;
        for (var slot = token.Hash & (slots.Length - 1); slots[slot] != 0; slot = (slot + 1) & (slots.Length - 1))
        {
            var place = slots[slot] - 1;
            if (Matches(properties[place], text, token))
            {
                return place;
            }
        }

        return -1;
    }

    private bool Matches(Property property, ReadOnlySpan<byte> text, in JsonToken token) =>
        property.Hash == token.Hash && MemberName.Equals(text, token.IsEscaped, property.Name, isRightEscaped: false, _ignoresCase);
}
