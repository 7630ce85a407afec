using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Gateway.Core.Validation.Types.Values;

/// <summary>
/// What the names of a dictionary's members must be, where its key is not a text. Each key has one spelling, so that none can stand twice in an
/// object: no <c>01</c> or <c>+1</c> beside <c>1</c>, and no number or second name beside the name of an enum's value.
/// </summary>
internal static class DictionaryKeys
{
    private const string Integer = "^(?:0|-?[1-9][0-9]*)$";

    private static readonly HashSet<Type> Integers =
    [
        typeof(byte), typeof(sbyte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long), typeof(ulong), typeof(Int128),
        typeof(UInt128),
    ];

    /// <summary>Empty for a key that may be any text, or one of which the binder knows more than a pattern can say.</summary>
    public static IEnumerable<string> GetPatterns(Type type, BindingContract contract)
    {
        if (contract.GetContract(type).Kind != JsonTypeInfoKind.None)
        {
            throw contract.Fail(type, "which cannot be the key of a dictionary in JSON; use a text, a number, an enum or a Guid.");
        }

        return contract.GetShape(type) switch
        {
            BindingShape.Scalar when Integers.Contains(type) => [Integer],
            BindingShape.Scalar when type == typeof(Guid) => [ScalarSchemas.Guid],
            BindingShape.Enumeration when !type.IsDefined(typeof(FlagsAttribute), inherit: false) => OfEnum(type, contract.Options),
            _ => [],
        };
    }

    /// <summary>Names, also where values of the enum are numbers: for each value the one that the serializer writes.</summary>
    private static IEnumerable<string> OfEnum(Type type, JsonSerializerOptions options)
    {
        var named = new JsonSerializerOptions(options);
        named.Converters.Add(new JsonStringEnumConverter());
        named.MakeReadOnly();

        // Names in two cases are one to whoever reads the document only where names of members are.
        return EnumSchemas.Join(Enum.GetValues(type).Cast<object>().Distinct()
            .SelectMany(value => EnumSchemas.FindNames(value, type, named).Take(1))
            .Select(name => (name with { IsAnyCase = name.IsAnyCase && options.PropertyNameCaseInsensitive }).Pattern));
    }
}
