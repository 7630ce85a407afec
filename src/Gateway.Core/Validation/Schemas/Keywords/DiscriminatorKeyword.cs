using System.Text;
using System.Text.Json;
using Gateway.Core.Validation.Rules;

namespace Gateway.Core.Validation.Schemas.Keywords;

/// <summary>
/// <c>x-gateway-discriminator</c>, which the schemas of C# types have and nobody else writes: <c>{"name":"$type","isFirst":true}</c>. No keyword of
/// JSON Schema knows the order of members, nor their names' case where documents are read without regard to it.
/// </summary>
internal static class DiscriminatorKeyword
{
    public const string Name = "x-gateway-discriminator";

    public static void Read(SchemaReader reader, List<SchemaRule> rules)
    {
        if (reader.Get(Name) is { ValueKind: JsonValueKind.Object } value
            && value.TryGetProperty("name", out var name)
            && name.ValueKind == JsonValueKind.String)
        {
            var isFirst = value.TryGetProperty("isFirst", out var first) && first.ValueKind == JsonValueKind.True;
            rules.Add(new DiscriminatorRule(
                new Property(Encoding.UTF8.GetBytes(name.GetString()!), reader.Settings.Reading.IgnoresNameCase),
                isFirst,
                new Expectation("discriminator", $"the name exactly as in {name.GetString()}{(isFirst ? ", and before all other members" : "")}")));
        }
    }
}
