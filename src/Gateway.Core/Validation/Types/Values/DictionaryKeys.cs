using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Gateway.Core.Validation.Types.Values;

/// <summary>What the names of a dictionary's members must be, where its key is not a text.</summary>
internal static class DictionaryKeys
{
    private static readonly HashSet<Type> Integers =
    [
        typeof(byte), typeof(sbyte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long), typeof(ulong), typeof(Int128),
        typeof(UInt128),
    ];

    /// <summary>Null for a key that may be any text, or one of which the binder knows more than a pattern can say.</summary>
    public static string? GetPattern(Type type, BindingContract contract)
    {
        if (contract.GetContract(type).Kind != JsonTypeInfoKind.None)
        {
            throw contract.Fail(type, "which cannot be the key of a dictionary in JSON; use a text, a number, an enum or a Guid.");
        }

        return contract.GetShape(type) switch
        {
            BindingShape.Scalar when Integers.Contains(type) => "^[+-]?[0-9]+$",
            BindingShape.Scalar when type == typeof(Guid) => ScalarSchemas.Guid,
            BindingShape.Enumeration when !type.IsDefined(typeof(FlagsAttribute), inherit: false) => OfEnum(type, contract.Options),
            _ => null,
        };
    }

    /// <summary>Names, also where values of the enum are numbers; the number of a value is taken as well.</summary>
    private static string OfEnum(Type type, JsonSerializerOptions options)
    {
        var named = new JsonSerializerOptions(options);
        named.Converters.Add(new JsonStringEnumConverter());
        named.MakeReadOnly();
        var keys = Enum.GetValues(type).Cast<object>().Distinct()
            .SelectMany(value => EnumSchemas.FindNames(value, type, named).Select(name => name.Pattern)
                .Append(EnumSchemas.ToNumber(value, type).ToString()!));
        return EnumSchemas.Join(keys, areCombined: false);
    }
}
