using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gateway.Core.Tests.Support.Schemas;

/// <summary>Changes one thing somewhere in a document.</summary>
internal sealed class DocumentMutation(Random random)
{
    private readonly RandomValues _values = new(random);

    public JsonNode? Apply(JsonNode? document) => document switch
    {
        JsonObject { Count: > 0 } members => ApplyTo(members),
        JsonArray { Count: > 0 } items => ApplyTo(items),
        _ => ApplyToLeaf(document),
    };

    private JsonObject ApplyTo(JsonObject members)
    {
        var name = members.ElementAt(random.Next(members.Count)).Key;
        switch (random.Next(7))
        {
            case 0:
                members.Remove(name);
                break;
            case 1:
                members[_values.Name()] = _values.Value(1);
                break;
            case 2:
                members[_values.Name()] = members[name]?.DeepClone();
                break;
            default:
                var value = members[name];
                members[name] = null;
                members[name] = Apply(value);
                break;
        }

        return members;
    }

    private JsonArray ApplyTo(JsonArray items)
    {
        var index = random.Next(items.Count);
        switch (random.Next(7))
        {
            case 0:
                items.RemoveAt(index);
                break;
            case 1:
                items.Insert(index, _values.Value(1));
                break;
            case 2:
                items.Add(items[index]?.DeepClone());
                break;
            default:
                var value = items[index];
                items[index] = null;
                items[index] = Apply(value);
                break;
        }

        return items;
    }

    private JsonNode? ApplyToLeaf(JsonNode? leaf) => leaf?.GetValueKind() switch
    {
        JsonValueKind.Number when _values.Chance(70) => JsonValue.Create(leaf.GetValue<decimal>() + _values.Pick(1, -1, 0.5m, 0.01m)),
        JsonValueKind.String when _values.Chance(70) => JsonValue.Create(leaf.GetValue<string>() + _values.Pick("a", "b", "😀")),
        _ => _values.Value(1),
    };
}
