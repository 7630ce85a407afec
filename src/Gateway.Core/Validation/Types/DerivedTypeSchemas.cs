using System.Text.Json.Serialization.Metadata;
using Gateway.Core.Validation.Schemas.Keywords;
using NJsonSchema;

namespace Gateway.Core.Validation.Types;

/// <summary>
/// A type with [JsonDerivedType]: one alternative for itself, without the discriminator, and one for each type that has one, with its own members.
/// The discriminator counts where the binder sees it alone: in its exact case, and first unless the options say otherwise.
/// </summary>
internal static class DerivedTypeSchemas
{
    /// <summary>A type that only names derived types without discriminators is read as itself.</summary>
    public static bool IsNeeded(JsonTypeInfo contract) => contract.PolymorphismOptions?.DerivedTypes.Any(IsRead) == true;

    /// <param name="schema">What is written to.</param>
    /// <param name="contract">Of the base type.</param>
    /// <param name="binder">Of all types.</param>
    /// <param name="createMembers">Makes the schema of one type for itself.</param>
    public static void Write(JsonSchema schema, JsonTypeInfo contract, BindingContract binder, Func<JsonTypeInfo, JsonSchema> createMembers)
    {
        var name = contract.PolymorphismOptions!.TypeDiscriminatorPropertyName;
        var derived = contract.PolymorphismOptions.DerivedTypes.Where(IsRead).ToList();
        schema.ExtensionData = new Dictionary<string, object?>
        {
            [DiscriminatorKeyword.Name] = new Dictionary<string, object>
            {
                ["name"] = name,
                ["isFirst"] = !binder.Options.AllowOutOfOrderMetadataProperties,
            },
        };
        if (BindingConstruction.CanCreate(contract))
        {
            var own = createMembers(contract);
            ExcludeDerived(own, name, contract.PolymorphismOptions.IgnoreUnrecognizedTypeDiscriminators ? derived : []);
            schema.AnyOf.Add(own);
        }

        foreach (var type in derived)
        {
            if (binder.GetShape(type.DerivedType) != BindingShape.Object)
            {
                throw binder.Fail(
                    type.DerivedType, $"which [JsonDerivedType] of {TypeName.Of(contract.Type)} names, but which is not read as an object.");
            }

            var alternative = createMembers(binder.GetContract(type.DerivedType));
            alternative.Properties[name] = new JsonSchemaProperty
            {
                Type = type.TypeDiscriminator is int ? JsonObjectType.Integer : JsonObjectType.String,
                Enumeration = { type.TypeDiscriminator },
            };
            alternative.RequiredProperties.Add(name);
            schema.AnyOf.Add(alternative);
        }
    }

    /// <summary>The base is meant where no discriminator stands, or one that names none of the derived types where the binder ignores such.</summary>
    private static void ExcludeDerived(JsonSchema schema, string discriminator, List<JsonDerivedType> named)
    {
        if (named.Count == 0)
        {
            schema.Not = new JsonSchema { RequiredProperties = { discriminator } };
            return;
        }

        var other = new JsonSchemaProperty { Type = JsonObjectType.String | JsonObjectType.Integer, Not = new JsonSchema() };
        named.ForEach(type => other.Not.Enumeration.Add(type.TypeDiscriminator));
        schema.Properties[discriminator] = other;
    }

    private static bool IsRead(JsonDerivedType derived) => derived.TypeDiscriminator is not null;
}
