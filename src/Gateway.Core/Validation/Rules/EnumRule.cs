using Gateway.Core.Pipeline.Documents;

namespace Gateway.Core.Validation.Rules;

/// <summary>The keywords <c>enum</c> and <c>const</c>: an array of values, of which the value has to be one.</summary>
internal sealed class EnumRule : SchemaRule
{
    // So few are compared with text, or less than text, before its hash is made.
    private const int FewItems = 8;

    private readonly byte[] _json;
    private readonly JsonToken[] _tokens;
    private readonly JsonReading _reading;
    private readonly int[] _items;
    private readonly Dictionary<int, int[]> _itemsByHash;

    // Where names are compared without regard to case; by the hash that they have in documents.
    private readonly Dictionary<int, int[]>? _textsByNameHash;
    private readonly bool _hasNumbers;
    private readonly Expectation _expectation;

    /// <param name="json">The array.</param>
    /// <param name="tape">Its tokens.</param>
    /// <param name="reading">As the documents are read.</param>
    /// <param name="expectation">For other values.</param>
    public EnumRule(byte[] json, JsonTape tape, JsonReading reading, Expectation expectation)
    {
        _json = json;
        _tokens = tape.Tokens.ToArray();
        _reading = reading;
        _expectation = expectation;
        var constants = Constants;
        var items = new List<(int Hash, int Index)>();
        for (var item = 1; item < _tokens.Length; item = _tokens[item].Next)
        {
            items.Add((JsonEquality.GetHash(constants, item), item));
        }

        _items = [.. items.Select(item => item.Index)];
        _hasNumbers = Array.Exists(_items, item => _tokens[item].Kind == JsonTokenKind.Number);
        _itemsByHash = ToTable(items);
        _textsByNameHash = reading.IgnoresNameCase ? ToTable(_items.Where(IsText).Select(item => (GetNameHash(item), item))) : null;
    }

    private TokenizedJson Constants => new(_json, _tokens, _reading);

    public override bool Evaluate(ref Evaluation run, int index)
    {
        var isValid = true;
        ref readonly var token = ref run.Json.Tokens[index];
        if (token.Count > 0 && !run.TrySpend(token.Next - index))
        {
            return false;
        }

        if (!Has(run, index) && !HasQuoted(ref run, index))
        {
            run.Fail(ref isValid, index, _expectation);
        }

        return isValid;
    }

    private static Dictionary<int, int[]> ToTable(IEnumerable<(int Hash, int Index)> items) =>
        items.GroupBy(item => item.Hash).ToDictionary(group => group.Key, group => group.Select(item => item.Index).ToArray());

    private bool IsText(int item) => _tokens[item].Kind == JsonTokenKind.String;

    private int GetNameHash(int item) => MemberName.GetHash(Constants.GetText(item), _tokens[item].IsEscaped, ignoresCase: true);

    private bool Has(in Evaluation run, int index)
    {
        if (_textsByNameHash is not null && run.Json.Tokens[index].Kind == JsonTokenKind.Name)
        {
            return HasName(_textsByNameHash, run, index);
        }

        if (_items.Length <= FewItems && run.Json.Tokens[index].Kind is not (JsonTokenKind.Number or JsonTokenKind.Object or JsonTokenKind.Array))
        {
            return HasAmong(_items, run, index);
        }

        return _itemsByHash.TryGetValue(JsonEquality.GetHash(run.Json, index), out var items) && HasAmong(items, run, index);
    }

    private bool HasName(Dictionary<int, int[]> texts, in Evaluation run, int index)
    {
        var constants = Constants;
        ref readonly var name = ref run.Json.Tokens[index];
        foreach (var item in texts.GetValueOrDefault(name.Hash, []))
        {
            if (MemberName.Equals(run.Json.GetText(index), name.IsEscaped, constants.GetText(item), _tokens[item].IsEscaped, ignoresCase: true))
            {
                return true;
            }
        }

        return false;
    }

    private bool HasAmong(int[] items, in Evaluation run, int index)
    {
        var constants = Constants;
        foreach (var item in items)
        {
            if (JsonEquality.AreEqual(run.Json, index, constants, item))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A loop: the closure of a predicate would be made for every value, quoted or not.</summary>
    private bool HasKind(JsonTokenKind kind)
    {
        foreach (var item in _items)
        {
            if (_tokens[item].Kind == kind)
            {
                return true;
            }
        }

        return false;
    }

    private bool HasQuoted(ref Evaluation run, int index)
    {
        if (QuotedBoolean.TryRead(run, index, out var value))
        {
            return HasKind(value);
        }

        if (!_hasNumbers
            || !QuotedNumber.TryRead(run, index, out var quoted)
            || !quoted.CanBeTold(ref run)
            || quoted.Kind != QuotedNumberKind.Finite
            || !_itemsByHash.TryGetValue(quoted.Number.GetHashCode(), out var items))
        {
            return false;
        }

        var constants = Constants;
        foreach (var item in items)
        {
            if (_tokens[item].Kind == JsonTokenKind.Number && constants.GetNumber(item).Equals(quoted.Number))
            {
                return true;
            }
        }

        return false;
    }
}
