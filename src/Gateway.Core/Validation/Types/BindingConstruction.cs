using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Gateway.Core.Validation.Types;

/// <summary>Whether the binder can make what it reads. Otherwise each body would fail there, however valid.</summary>
internal static class BindingConstruction
{
    /// <exception cref="InvalidOperationException">It cannot.</exception>
    public static void Verify(JsonTypeInfo contract, BindingContract binder)
    {
        if (contract.Kind == JsonTypeInfoKind.Object ? !CanCreate(contract) : !CanFill(contract, binder))
        {
            throw binder.Fail(contract.Type, contract.Type switch
            {
                _ when contract.Kind != JsonTypeInfoKind.Object => "a collection that System.Text.Json writes but cannot read; use a list.",
                { IsInterface: true } or { IsAbstract: true } =>
                    "which is abstract; bind a class, name the derived ones with [JsonDerivedType] and their discriminators, or use [JsonIgnore].",
                _ => "which has no constructor for System.Text.Json: a public one without parameters, or one whose parameters are all members.",
            });
        }
    }

    public static bool CanCreate(JsonTypeInfo contract)
    {
        if (contract.Type.IsAbstract)
        {
            return false;
        }

        var parameters = contract.Properties.Select(property => property.AssociatedParameter).OfType<JsonParameterInfo>()
            .Where(parameter => !parameter.IsMemberInitializer).ToList();
        var constructor = (parameters.FirstOrDefault()?.AttributeProvider as ParameterInfo)?.Member as ConstructorInfo;
        return contract.CreateObject is not null
            || (parameters.Count > 0 && (constructor is null || constructor.GetParameters().Length == parameters.Count));
    }

    /// <summary>Asks the serializer where it has no constructor of the collection: some it knows by heart, as arrays and immutable ones.</summary>
    private static bool CanFill(JsonTypeInfo contract, BindingContract binder)
    {
        var isRead = contract.CreateObject is not null || contract.Type.IsArray || !typeof(IEnumerable).IsAssignableFrom(contract.Type);
        if (isRead)
        {
            return true;
        }

        try
        {
            JsonSerializer.Deserialize(contract.Kind == JsonTypeInfoKind.Dictionary ? "{}" : "[]", contract.Type, binder.Options);
            return true;
        }
        catch (NotSupportedException)
        {
            return false;
        }
    }
}
