using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Reflection.Emit;
using System.Text.Json;
using System.Text.Json.Serialization;
using Xunit;

namespace Gateway.Core.Tests.Validation.Types;

public class TypeSchemaEnumTests
{
    [Flags]
    internal enum Rights
    {
        None = 0,
        Read = 1,
        Write = 2,
        Delete = 4,
    }

    [JsonConverter(typeof(JsonStringEnumConverter))]
    internal enum Named
    {
        InProgress = 1,

        [JsonStringEnumMemberName("all done")]
        Done = 2,

        [SuppressMessage("Design", "CA1069", Justification = "A second name of one value.")]
        Finished = 2,
    }

    internal enum Plain
    {
        InProgress = 1,
        Done = 2,
    }

    [Fact]
    public void Create_Enum_IsANumberThatTheEnumDefines()
    {
        var contract = TypeContract.Of<Holder<Plain>>();

        contract.Accepts("""{"value":1}""", """{"value":2}""");
        contract.Refuses("""{"value":"Done"}""", """{"value":1.5}""", """{"value":null}""");
        contract.RefusesMore("""{"value":3}""");
    }

    [Fact]
    public void Create_EnumOfAStringConverterOnTheType_TakesNamesInAnyCaseAndNumbers()
    {
        var contract = TypeContract.Of<Holder<Named>>();

        contract.Accepts("""{"value":"InProgress"}""", """{"value":"inprogress"}""", """{"value":"all done"}""", """{"value":"Finished"}""", """{"value":1}""");
        contract.Refuses("""{"value":"Done"}""", """{"value":"All Done"}""", """{"value":""}""", """{"value":"x"}""");
        contract.RefusesMore("""{"value":3}""", """{"value":" InProgress"}""", """{"value":"InProgress, Finished"}""");
    }

    [Fact]
    public void Create_EnumOfAStringConverterInTheOptions_FollowsItsPolicyAndItsNumbers()
    {
        var contract = TypeContract.Of<Holder<Plain>>(TypeContract.Web(options =>
            options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false))));

        contract.Accepts("""{"value":"in_progress"}""", """{"value":"inprogress"}""", """{"value":"done"}""");
        contract.Refuses("""{"value":"IN_PROGRESS"}""", """{"value":1}""");
    }

    [Fact]
    public void Create_EnumOfAStringConverterOnAMember_HoldsThereAlone()
    {
        var contract = TypeContract.Of<Mixed>();

        contract.Accepts("""{"text":"Done"}""", """{"nullable":"Done"}""", """{"nullable":null}""", """{"number":1}""", """{"own":"inProgress"}""");
        contract.Refuses("""{"number":"Done"}""", """{"text":"x"}""", """{"text":null}""", """{"typed":"Done"}""", """{"own":"x"}""");
    }

    [Fact]
    public void Create_Flags_TakeCombinations()
    {
        var numbers = TypeContract.Of<Holder<Rights>>();
        numbers.Accepts("""{"value":0}""", """{"value":7}""");
        numbers.RefusesMore("""{"value":8}""", """{"value":-1}""");

        var names = TypeContract.Of<Holder<Rights>>(TypeContract.Web(options => options.Converters.Add(new JsonStringEnumConverter())));
        names.Accepts("""{"value":"Read"}""", """{"value":"Read, write"}""", """{"value":"Read,Write,Delete"}""", """{"value":3}""");
        names.Refuses("""{"value":"Read, x"}""", """{"value":"Read Write"}""");
    }

    [Fact]
    public void Create_EnumOfNamesWithChosenValues_TakesTheirNames()
    {
        var contract = TypeContract.Of<Chosen>();

        contract.Accepts("""{"value":"all done"}""", """{"value":"Finished"}""", """{"value":2}""");
        contract.RefusesMore("""{"value":"InProgress"}""", """{"value":1}""");
    }

    [Fact]
    public void Create_NullableEnum_TakesNullAlso() => TypeContract.Of<Holder<Named?>>().Accepts("""{"value":null}""", """{"value":"InProgress"}""");

    [Fact]
    public void Create_EnumOfTwoMembers_IsDefinedOnce()
    {
        using var schema = JsonDocument.Parse(TypeContract.Of<Twice>().Text);

        Assert.Equal(["Plain"], schema.RootElement.GetProperty("definitions").EnumerateObject().Select(definition => definition.Name));
    }

    [Fact]
    public void Create_EnumOfManyNames_TakesThemAllInAnyCase()
    {
        var options = TypeContract.Web(options => options.Converters.Add(new JsonStringEnumConverter()));
        var type = CreateEnum(500);
        var values = TypeContract.Of(type.MakeArrayType(), options);
        var keys = TypeContract.Of(typeof(Dictionary<,>).MakeGenericType(type, typeof(int)), options);

        Assert.All(Enum.GetNames(type), name => Assert.True(values.IsValid($"[\"{name}\",\"{name.ToUpperInvariant()}\"]") && keys.IsValid($"{{\"{name}\":1}}")));
        Assert.False(values.IsValid("[\"NameOfValue500\"]") || keys.IsValid("{\"NameOfValue500\":1}"));
        Assert.False(keys.IsValid("{\"NameOfValue1\":\"a\"}") || keys.IsValid("{\"NameOfValue499\":\"a\"}"));
    }

    [Fact]
    public void Create_FlagsOfManyLongNames_LeaveTheirListsToTheBinder()
    {
        var contract = TypeContract.Of(CreateEnum(60, isFlags: true), TypeContract.Web(options => options.Converters.Add(new JsonStringEnumConverter())));

        contract.Accepts("\"NameOfValue1, nameOfValue59\"");
        contract.RefusesLess("\"x\"");
    }

    private static Type CreateEnum(int count, bool isFlags = false)
    {
        var module = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Enums"), AssemblyBuilderAccess.Run).DefineDynamicModule("Enums");
        var type = module.DefineEnum("Many", TypeAttributes.Public, typeof(long));
        for (var i = 0; i < count; i++)
        {
            type.DefineLiteral($"NameOfValue{i}", isFlags ? 1L << i : (long)i);
        }

        if (isFlags)
        {
            type.SetCustomAttribute(new CustomAttributeBuilder(typeof(FlagsAttribute).GetConstructor([])!, []));
        }

        return type.CreateType();
    }

    internal sealed class CamelCaseConverter() : JsonStringEnumConverter(JsonNamingPolicy.CamelCase);

    internal sealed class Holder<T>
    {
        public T Value { get; set; } = default!;
    }

    internal sealed class Twice
    {
        public Plain First { get; set; }

        public Plain? Second { get; set; }
    }

    internal sealed class Chosen
    {
        [AllowedValues(Named.Done)]
        public Named Value { get; set; }
    }

    internal sealed class Mixed
    {
        [JsonConverter(typeof(JsonStringEnumConverter))]
        public Plain Text { get; set; }

        [JsonConverter(typeof(JsonStringEnumConverter<Plain>))]
        public Plain? Nullable { get; set; }

        public Plain Number { get; set; }

        [JsonConverter(typeof(CamelCaseConverter))]
        public Plain Own { get; set; }

        [JsonConverter(typeof(JsonNumberEnumConverter<Named>))]
        public Named Typed { get; set; }
    }
}
