using Gateway.Core.Validation.Types.Values;
using Namotion.Reflection;
using NJsonSchema;
using NJsonSchema.Generation;

namespace Gateway.Core.Validation.Types;

/// <summary>
/// Answers NJsonSchema's questions about a type from the binder's contract. Its own service for System.Text.Json reflects once more and differs:
/// it describes members that cannot be set, and a list with a property of its own as an object.
/// </summary>
internal sealed class BindingReflection(BindingContract contract) : IReflectionService
{
    public JsonTypeDescription GetDescription(ContextualType contextualType, JsonSchemaGeneratorSettings settings) =>
        GetDescription(contextualType, settings.DefaultReferenceTypeNullHandling, settings);

    public JsonTypeDescription GetDescription(
        ContextualType contextualType, ReferenceTypeNullHandling defaultReferenceTypeNullHandling, JsonSchemaGeneratorSettings settings)
    {
        var shape = contract.GetShape(contextualType.OriginalType);
        var isNullable = IsNullable(contextualType, defaultReferenceTypeNullHandling);
        var type = Nullable.GetUnderlyingType(contextualType.OriginalType)?.ToContextualType() ?? contextualType;
        return shape switch
        {
            BindingShape.Object => JsonTypeDescription.Create(type, JsonObjectType.Object, isNullable, format: null),
            BindingShape.Dictionary => JsonTypeDescription.CreateForDictionary(type, JsonObjectType.Object, isNullable),
            BindingShape.Array => JsonTypeDescription.Create(type, JsonObjectType.Array, isNullable, format: null),
            BindingShape.Enumeration => JsonTypeDescription.CreateForEnumeration(type, JsonObjectType.None, isNullable),
            _ => JsonTypeDescription.Create(type, JsonObjectType.None, isNullable, format: null),
        };
    }

    /// <summary>Of an item or a value of a dictionary; a member's own nullability is in the binder's contract.</summary>
    public bool IsNullable(ContextualType contextualType, ReferenceTypeNullHandling defaultReferenceTypeNullHandling) =>
        contextualType.OriginalType.IsValueType
            ? Nullable.GetUnderlyingType(contextualType.OriginalType) is not null
            : contextualType.Nullability != Nullability.NotNullable;

    public void GenerateProperties(
        JsonSchema schema,
        ContextualType contextualType,
        JsonSchemaGeneratorSettings settings,
        JsonSchemaGenerator schemaGenerator,
        JsonSchemaResolver schemaResolver)
    {
        var owner = contract.GetContract(contextualType.OriginalType);
        foreach (var member in owner.Properties.Select(property => new BindingMember(contract, owner, property)).Where(member => member.IsBindable))
        {
            contract.Enter(member.Place);
            contract.Verify(member.Type, member.NumberHandling);
            schema.Properties.Add(member.Name, CreateProperty(member, schemaGenerator, schemaResolver));
            contract.Leave();
            if (member.IsRequired)
            {
                schema.RequiredProperties.Add(member.Name);
            }
        }
    }

    public string GetPropertyName(ContextualAccessorInfo accessorInfo, JsonSchemaGeneratorSettings settings) => throw Unasked();

    public bool IsStringEnum(ContextualType contextualType, JsonSchemaGeneratorSettings settings) => throw Unasked();

    public Func<object, string?> GetEnumValueConverter(JsonSchemaGeneratorSettings settings) => throw Unasked();

    private JsonSchemaProperty CreateProperty(BindingMember member, JsonSchemaGenerator generator, JsonSchemaResolver resolver)
    {
        if (EnumMemberSchemas.TryCreate(member, contract) is { } ofEnum)
        {
            return ofEnum;
        }

        return member.Converter is not null || contract.GetShape(member.Type) == BindingShape.Opaque
            ? new JsonSchemaProperty()
            : generator.GenerateWithReferenceAndNullability<JsonSchemaProperty>(
                member.ContextualType, member.IsNullable, resolver, (schema, _) => AnnotationSchemas.Apply(schema, member, contract));
    }

    /// <summary>What only those parts of the generator ask that <see cref="BindingSchemaGenerator"/> replaces.</summary>
    private static InvalidOperationException Unasked() => new("NJsonSchema asked what the generator of this folder decides itself.");
}
