using System.Text.Json.Serialization.Metadata;
using Gateway.Core.Validation.Types.Values;
using Namotion.Reflection;
using NJsonSchema;
using NJsonSchema.Generation;

namespace Gateway.Core.Validation.Types;

/// <summary>
/// NJsonSchema's generator where it would say something else than the binder does: nullability of items and of what may be anything, enums, objects
/// with derived types.
/// </summary>
internal sealed class BindingSchemaGenerator(BindingContract contract) : JsonSchemaGenerator(new BindingSettings(contract))
{
    public JsonSchema Create()
    {
        var schema = new JsonSchema { SchemaVersion = "http://json-schema.org/draft-04/schema#" };
        Generate(schema, contract.Root.ToContextualType(), new TypeResolver(schema, Settings));
        if (Nullable.GetUnderlyingType(contract.Root) is not null)
        {
            schema.AcceptNull();
        }

        return schema;
    }

    public override void Generate<TSchemaType>(TSchemaType schema, ContextualType contextualType, JsonSchemaResolver schemaResolver)
    {
        var type = Nullable.GetUnderlyingType(contextualType.OriginalType) ?? contextualType.OriginalType;
        switch (contract.GetShape(contextualType.OriginalType))
        {
            case BindingShape.Opaque:
                break;
            case BindingShape.Scalar:
                ScalarSchemas.Write(schema, type, contract.Options);
                break;
            default:
                base.Generate(schema, contextualType, schemaResolver);
                break;
        }
    }

    public override TSchemaType GenerateWithReferenceAndNullability<TSchemaType>(
        ContextualType contextualType,
        bool isNullable,
        JsonSchemaResolver schemaResolver,
        Action<TSchemaType, JsonSchema>? transformation = null)
    {
        var shape = contract.GetShape(contextualType.OriginalType);
        var schema = shape is BindingShape.Object or BindingShape.Enumeration
            ? CreateReference<TSchemaType>(Generate<JsonSchema>(contextualType, schemaResolver), isNullable)
            : Generate<TSchemaType>(contextualType, schemaResolver);
        if (isNullable && shape is not (BindingShape.Object or BindingShape.Enumeration))
        {
            schema.AcceptNull();
        }
        else if (!isNullable && shape == BindingShape.Scalar && schema.Type == JsonObjectType.None && !contextualType.OriginalType.IsValueType)
        {
            schema.Not = new JsonSchema { Type = JsonObjectType.Null };
        }

        transformation?.Invoke(schema, schema);
        return schema;
    }

    protected override void GenerateObject(JsonSchema schema, JsonTypeDescription typeDescription, JsonSchemaResolver schemaResolver)
    {
        var owner = contract.GetContract(typeDescription.ContextualType.OriginalType);
        schemaResolver.AddSchema(owner.Type, isIntegerEnumeration: false, schema);
        if (DerivedTypeSchemas.IsNeeded(owner))
        {
            DerivedTypeSchemas.Write(schema, owner, contract, type => WriteMembers(new JsonSchema(), type, schemaResolver));
        }
        else
        {
            WriteMembers(schema, owner, schemaResolver);
        }
    }

    protected override void GenerateEnum(JsonSchema schema, JsonTypeDescription typeDescription)
    {
        schema.Type = JsonObjectType.None;
        EnumSchemas.Write(schema, typeDescription.ContextualType.OriginalType, contract.Options);
    }

    protected override void GenerateArray<TSchemaType>(
        TSchemaType schema, JsonTypeDescription typeDescription, JsonSchemaResolver schemaResolver)
    {
        var type = typeDescription.ContextualType;
        var collection = contract.GetContract(type.OriginalType);
        BindingConstruction.Verify(collection, contract);
        schema.Type = JsonObjectType.Array;
        schema.Item = CreatePart<JsonSchema>(Choose(FindItem(type), collection.ElementType!), schemaResolver);
    }

    protected override void GenerateDictionary<TSchemaType>(
        TSchemaType schema, JsonTypeDescription typeDescription, JsonSchemaResolver schemaResolver)
    {
        var type = typeDescription.ContextualType;
        var collection = contract.GetContract(type.OriginalType);
        BindingConstruction.Verify(collection, contract);
        schema.Type = JsonObjectType.Object;
        var value = Choose(type.GenericArguments.ElementAtOrDefault(1), collection.ElementType!);
        foreach (var pattern in DictionaryKeys.GetPatterns(collection.KeyType!, contract))
        {
            schema.PatternProperties[pattern] = CreatePart<JsonSchemaProperty>(value, schemaResolver);
            schema.AllowAdditionalProperties = false;
        }

        if (schema.PatternProperties.Count == 0)
        {
            schema.AdditionalPropertiesSchema = CreatePart<JsonSchema>(value, schemaResolver);
        }
    }

    private JsonSchema WriteMembers(JsonSchema schema, JsonTypeInfo owner, JsonSchemaResolver resolver)
    {
        BindingConstruction.Verify(owner, contract);
        schema.Type = JsonObjectType.Object;
        Settings.ReflectionService.GenerateProperties(schema, owner.Type.ToContextualType(), Settings, this, resolver);
        schema.AllowAdditionalProperties = contract.AllowsUnknownMembers(owner);
        return schema;
    }

    private TSchemaType CreatePart<TSchemaType>(ContextualType type, JsonSchemaResolver resolver)
        where TSchemaType : JsonSchema, new()
    {
        var isNullable = Settings.ReflectionService.IsNullable(type, Settings.DefaultReferenceTypeNullHandling);
        return GenerateWithReferenceAndNullability<TSchemaType>(type, isNullable, resolver);
    }

    private static TSchemaType CreateReference<TSchemaType>(JsonSchema schema, bool isNullable)
        where TSchemaType : JsonSchema, new()
    {
        var target = schema.Reference ?? schema;
        return isNullable
            ? new TSchemaType { AnyOf = { new JsonSchema { Type = JsonObjectType.Null }, new JsonSchema { Reference = target } } }
            : new TSchemaType { Reference = target };
    }

    /// <summary>Null for a collection that enumerates in several ways, of which Namotion cannot choose one.</summary>
    private static ContextualType? FindItem(ContextualType collection)
    {
        try
        {
            return collection.EnumerableItemType;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>With nullability where NJsonSchema found the part that the binder reads.</summary>
    private static ContextualType Choose(ContextualType? found, Type part) => found?.OriginalType == part ? found : part.ToContextualType();
}
