using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Namotion.Reflection;

namespace Gateway.Core.Validation.Types;

/// <summary>A property, a field or a constructor parameter together with the property of its name: what the binder fills from one member.</summary>
internal sealed class BindingMember
{
    private readonly BindingContract _contract;
    private readonly JsonTypeInfo _owner;
    private readonly JsonPropertyInfo _property;

    public BindingMember(BindingContract contract, JsonTypeInfo owner, JsonPropertyInfo property)
    {
        (_contract, _owner, _property) = (contract, owner, property);
        Attributes = [.. GetAttributes(property.AttributeProvider), .. GetAttributes(property.AssociatedParameter?.AttributeProvider)];
    }

    public string Name => _property.Name;

    /// <summary>For messages, as C# writes it.</summary>
    public string Place => $"{TypeName.Of(_owner.Type)}.{(_property.AttributeProvider as MemberInfo)?.Name ?? Name}";

    public IReadOnlyList<Attribute> Attributes { get; }

    /// <summary>Without the <see cref="Nullable{T}"/> around it.</summary>
    public Type Type => Nullable.GetUnderlyingType(_property.PropertyType) ?? _property.PropertyType;

    public JsonNumberHandling? NumberHandling => _property.NumberHandling;

    /// <summary>The converter that this member alone has.</summary>
    public JsonConverter? Converter => _property.CustomConverter;

    /// <summary>
    /// Whether the binder reads it. A member without a setter and one with [JsonIgnore] it ignores: they are no part of the schema, and so unknown.
    /// </summary>
    public bool IsBindable => !_property.IsExtensionData
        && (_property.Set is not null || (_property.Get is not null && (_property.AssociatedParameter is not null || IsPopulated)));

    /// <summary>
    /// Also where a constructor parameter without default has a reference type that is not nullable: left out it would bind the null that the
    /// annotation excludes. A value type binds its default, as in the binder.
    /// </summary>
    public bool IsRequired => _property.IsRequired || Has<RequiredAttribute>()
        || (_property.AssociatedParameter is { HasDefaultValue: false, IsMemberInitializer: false } parameter
            && (_contract.Options.RespectRequiredConstructorParameters || !(_property.PropertyType.IsValueType || parameter.IsNullable)));

    /// <summary>As the binder would with RespectNullableAnnotations: a reference type that its context does not annotate takes null.</summary>
    public bool IsNullable => !Has<RequiredAttribute>() && (_property.PropertyType.IsValueType
        ? Nullable.GetUnderlyingType(_property.PropertyType) is not null
        : _property.AssociatedParameter?.IsNullable ?? _property.IsSetNullable);

    /// <summary>The type with the nullability of what it is made of.</summary>
    public ContextualType ContextualType
    {
        get
        {
            var type = _property.AttributeProvider switch
            {
                PropertyInfo property => property.ToContextualProperty().AccessorType,
                FieldInfo fieldInfo => fieldInfo.ToContextualField().AccessorType,
                _ => null,
            };
            return type?.OriginalType == _property.PropertyType ? type : _property.PropertyType.ToContextualType();
        }
    }

    private bool IsPopulated => JsonObjectCreationHandling.Populate == (_property.ObjectCreationHandling
        ?? _owner.PreferredPropertyObjectCreationHandling ?? _contract.Options.PreferredObjectCreationHandling)
        && _contract.GetShape(_property.PropertyType) is BindingShape.Array or BindingShape.Dictionary or BindingShape.Object
        && !_property.PropertyType.IsArray;

    public bool Has<T>() => Attributes.OfType<T>().Any();

    private static Attribute[] GetAttributes(ICustomAttributeProvider? provider) => provider switch
    {
        MemberInfo member => Attribute.GetCustomAttributes(member, inherit: true),
        ParameterInfo parameter => Attribute.GetCustomAttributes(parameter, inherit: true),
        _ => [],
    };
}
