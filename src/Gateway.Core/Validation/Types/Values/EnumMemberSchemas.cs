using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using NJsonSchema;

namespace Gateway.Core.Validation.Types.Values;

/// <summary>Members of an enum that is not read or limited there as elsewhere, so that they cannot refer to its definition.</summary>
internal static class EnumMemberSchemas
{
    private static readonly Type[] Converters =
        [typeof(JsonStringEnumConverter), typeof(JsonStringEnumConverter<>), typeof(JsonNumberEnumConverter<>)];

    /// <summary>Null where the member is no such member.</summary>
    public static JsonSchemaProperty? TryCreate(BindingMember member, BindingContract contract)
    {
        var chosen = Choose(member);
        if (!member.Type.IsEnum
            || (member.Converter is null ? chosen is null || contract.GetShape(member.Type) != BindingShape.Enumeration : !HasEnumConverter(member)))
        {
            return null;
        }

        var schema = new JsonSchemaProperty();
        EnumSchemas.Write(schema, member.Type, WithConverter(member, contract.Options), chosen);
        if (member.IsNullable && member.Attributes.OfType<AllowedValuesAttribute>().All(attribute => attribute.Values.Contains(null))
            && !member.Attributes.OfType<DeniedValuesAttribute>().Any(attribute => attribute.Values.Contains(null)))
        {
            schema.AcceptNull();
        }

        return schema;
    }

    private static List<object>? Choose(BindingMember member)
    {
        if (!member.Type.IsEnum || !(member.Has<AllowedValuesAttribute>() || member.Has<DeniedValuesAttribute>()))
        {
            return null;
        }

        var values = Enum.GetValues(member.Type).Cast<object>().Distinct();
        foreach (var allowed in member.Attributes.OfType<AllowedValuesAttribute>())
        {
            values = values.Where(value => allowed.Values.Contains(value));
        }

        foreach (var denied in member.Attributes.OfType<DeniedValuesAttribute>())
        {
            values = values.Where(value => !denied.Values.Contains(value));
        }

        return [.. values];
    }

    /// <summary>By what the attribute names: of a nullable member the converter is the serializer's own, whatever it wraps.</summary>
    private static bool HasEnumConverter(BindingMember member)
    {
        var named = member.Attributes.OfType<JsonConverterAttribute>().FirstOrDefault()?.ConverterType ?? member.Converter!.GetType();
        for (var type = named; type is not null; type = type.BaseType)
        {
            if (Converters.Contains(type.IsGenericType ? type.GetGenericTypeDefinition() : type))
            {
                return true;
            }
        }

        return false;
    }

    private static JsonSerializerOptions WithConverter(BindingMember member, JsonSerializerOptions options)
    {
        if (member.Converter is null)
        {
            return options;
        }

        var named = member.Attributes.OfType<JsonConverterAttribute>().FirstOrDefault()?.ConverterType;
        var own = new JsonSerializerOptions(options);
        own.Converters.Insert(0, named is null ? member.Converter : (JsonConverter)Activator.CreateInstance(named)!);
        own.MakeReadOnly();
        return own;
    }
}
