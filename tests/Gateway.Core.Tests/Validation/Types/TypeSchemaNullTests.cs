using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Xunit;

namespace Gateway.Core.Tests.Validation.Types;

public class TypeSchemaNullTests
{
    [Theory]
    [InlineData("text")]
    [InlineData("number")]
    [InlineData("date")]
    [InlineData("child")]
    [InlineData("color")]
    [InlineData("list")]
    [InlineData("map")]
    [InlineData("anything")]
    [InlineData("json")]
    [InlineData("bare")]
    [InlineData("oblivious")]
    [InlineData("obliviousChild")]
    public void Create_NullableMember_AcceptsNull(string member) => TypeContract.Of<Nullables>().Accepts($$"""{"{{member}}":null}""");

    [Theory]
    [InlineData("text")]
    [InlineData("child")]
    [InlineData("list")]
    [InlineData("map")]
    [InlineData("anything")]
    public void Create_MemberOfAReferenceTypeThatIsNotNullable_RefusesNull(string member)
    {
        var body = $$"""{"{{member}}":null}""";

        TypeContract.Of<Strict>().RefusesMore(body);
        Assert.False(TypeContract.Of<Strict>(TypeContract.Web(options => options.RespectNullableAnnotations = true)).IsBound(body));
    }

    [Theory]
    [InlineData("number")]
    [InlineData("date")]
    [InlineData("color")]
    public void Create_MemberOfAValueType_RefusesNull(string member) => TypeContract.Of<Strict>().Refuses($$"""{"{{member}}":null}""");

    [Fact]
    public void Create_Required_RefusesNullOfANullableMember()
    {
        var contract = TypeContract.Of<Demanding>();

        Assert.True(contract.IsValid("""{"text":"a","number":1}""") && contract.IsSound("""{"text":"a","number":1}"""));
        Assert.All(
            ["""{"text":null,"number":1}""", """{"text":"a","number":null}""", """{"text":"a"}""", """{"number":1}"""],
            body => Assert.False(contract.IsValid(body) || contract.IsSound(body)));
    }

    [Fact]
    public void Create_Items_AcceptNullWhereTheyAreNullable()
    {
        var contract = TypeContract.Of<Items>();

        contract.Accepts(
            """{"texts":[null,"a"]}""", """{"numbers":[null,1]}""", """{"map":{"a":null}}""", """{"nested":[[null]]}""", """{"children":[null,{}]}""",
            """{"oblivious":[null]}""");
        contract.RefusesMore("""{"strict":[null]}""", """{"strictMap":{"a":null}}""", """{"nested":[null]}""");
        contract.Refuses("""{"ints":[null]}""", """{"texts":[1]}""");
    }

    [Fact]
    public void Create_GenericMember_AcceptsNullWhereOnlyItsTypeArgumentIsKnown()
    {
        var contract = TypeContract.Of<Page<string>>();

        contract.Accepts("""{"first":null,"items":["a"]}""");
        contract.RefusesMore("""{"items":null}""");
    }

    [Fact]
    public void Create_Root_RefusesNullUnlessItIsANullableValue()
    {
        TypeContract.Of<Strict>().RefusesMore("null");
        TypeContract.Of<int?>().Accepts("null");
        TypeContract.Of<Struct?>().Accepts("null", """{"x":1}""");
        TypeContract.Of<ConsoleColor?>().Accepts("null", "1");
    }

    internal record struct Struct(int X);

    internal sealed class Page<T>
    {
        public T First { get; set; } = default!;

        public List<T> Items { get; set; } = [];
    }

    internal sealed class Nullables
    {
        public string? Text { get; set; }

        public int? Number { get; set; }

        public DateOnly? Date { get; set; }

        public Nullables? Child { get; set; }

        public ConsoleColor? Color { get; set; }

        public List<int>? List { get; set; }

        public Dictionary<string, int>? Map { get; set; }

        public object? Anything { get; set; }

        public JsonElement Json { get; set; }

        public JsonElement? Bare { get; set; }

#nullable disable
        public string Oblivious { get; set; }

        public Nullables ObliviousChild { get; set; }
#nullable restore
    }

    internal sealed class Strict
    {
        public string Text { get; set; } = "";

        public int Number { get; set; }

        public DateOnly Date { get; set; }

        public ConsoleColor Color { get; set; }

        public Nullables Child { get; set; } = new();

        public List<int> List { get; set; } = [];

        public Dictionary<string, int> Map { get; set; } = [];

        public object Anything { get; set; } = "";
    }

    internal sealed class Demanding
    {
        [Required]
        public string? Text { get; set; }

        [Required]
        public int? Number { get; set; }
    }

    internal sealed class Items
    {
        public List<string?> Texts { get; set; } = [];

        public int?[] Numbers { get; set; } = [];

        public Dictionary<string, string?> Map { get; set; } = [];

        public List<List<string?>> Nested { get; set; } = [];

        public IReadOnlyList<Nullables?> Children { get; set; } = [];

        public string[] Strict { get; set; } = [];

        public Dictionary<string, string> StrictMap { get; set; } = [];

        public int[] Ints { get; set; } = [];

#nullable disable
        public List<string> Oblivious { get; set; } = [];
#nullable restore
    }
}
