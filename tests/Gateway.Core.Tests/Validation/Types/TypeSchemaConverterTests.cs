using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Xunit;

namespace Gateway.Core.Tests.Validation.Types;

public class TypeSchemaConverterTests
{
    private static readonly string[] Anything = ["1", "\"a\"", "{\"a\":1}", "[1]", "null", "true"];

    [Theory]
    [InlineData("onType")]
    [InlineData("onMember")]
    [InlineData("nullable")]
    [InlineData("onEnum")]
    public void Create_OwnConverter_LeavesTheValueToIt(string member)
    {
        var contract = TypeContract.Of<Converted>();

        contract.Accepts([.. Anything.Select(value => $$"""{"{{member}}":{{value}}}""")]);
        contract.RefusesMore("""{"x":1}""");
    }

    [Fact]
    public void Create_OwnConverterInTheOptions_LeavesTheTypeToIt()
    {
        var contract = TypeContract.Of<Plain>(TypeContract.Web(options => options.Converters.Add(new AnyConverter<int>())));

        contract.Accepts([.. Anything.Select(value => $$"""{"number":{{value}},"list":[{{value}}]}""")]);
        contract.Refuses("""{"text":1}""");
        TypeContract.Of<int>(TypeContract.Web(options => options.Converters.Add(new AnyConverter<int>()))).Accepts(Anything);
    }

    [Fact]
    public void Create_RequiredMemberOfAnOwnConverter_IsRequired()
    {
        var contract = TypeContract.Of<Demanding>();

        Assert.False(contract.IsValid("{}"));
        contract.Accepts("""{"value":[1]}""");
    }

    internal sealed class AnyConverter<T> : JsonConverter<T>
    {
        public override bool HandleNull => true;

        public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            reader.Skip();
            return default;
        }

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteNullValue();
    }

    [JsonConverter(typeof(AnyConverter<Opaque>))]
    internal sealed record Opaque(int A);

    internal sealed class Plain
    {
        public int Number { get; set; }

        public List<int> List { get; set; } = [];

        public string? Text { get; set; }
    }

    internal sealed class Demanding
    {
        [Required]
        [JsonConverter(typeof(AnyConverter<string>))]
        public string? Value { get; set; }
    }

    internal sealed class Converted
    {
        public Opaque OnType { get; set; } = new(1);

        [JsonConverter(typeof(AnyConverter<int>))]
        [Range(5, 6)]
        public int OnMember { get; set; }

        [JsonConverter(typeof(AnyConverter<int>))]
        public int? Nullable { get; set; }

        [JsonConverter(typeof(AnyConverter<ConsoleColor>))]
        public ConsoleColor OnEnum { get; set; }
    }
}
