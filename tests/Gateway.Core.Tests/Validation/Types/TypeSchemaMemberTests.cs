using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Xunit;

namespace Gateway.Core.Tests.Validation.Types;

public class TypeSchemaMemberTests
{
    [Fact]
    public void Create_NamingPolicy_NamesMembersAsTheBinder()
    {
        var camel = TypeContract.Of<Named>();
        camel.Accepts("""{"unitPrice":1,"ref":"a"}""");
        camel.RefusesMore("""{"unit_price":1}""", """{"reference":"a"}""");

        var snake = TypeContract.Of<Named>(TypeContract.Web(options => options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower));
        snake.Accepts("""{"unit_price":1,"ref":"a"}""");
        snake.RefusesMore("""{"unitPrice":1}""");

        TypeContract.Of<Named>(new JsonSerializerOptions()).Accepts("""{"UnitPrice":1}""");
    }

    [Fact]
    public void Create_UnknownMembers_AreRefusedAtEveryDepthUnlessAllowed()
    {
        string[] bodies = ["""{"x":1}""", """{"inner":{"x":1}}""", """{"list":[{"unitPrice":1,"x":1}]}""", """{"map":{"a":{"x":1}}}"""];

        TypeContract.Of<Outer>().RefusesMore(bodies);
        TypeContract.Of<Outer>(allowUnknownMembers: true).Accepts(bodies);
        TypeContract.Of<Outer>().Accepts("""{"inner":{"unitPrice":1},"list":[{}],"map":{"anything":{}}}""");
    }

    [Fact]
    public void Create_UnmappedMemberHandling_IsHonoured()
    {
        TypeContract.Of<Skipping>().Accepts("""{"a":1,"x":1}""");
        TypeContract.Of<Disallowing>(allowUnknownMembers: true).Refuses("""{"a":1,"x":1}""");
        TypeContract.Of<Named>(TypeContract.Web(options => options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow), allowUnknownMembers: true)
            .Refuses("""{"x":1}""");
    }

    [Fact]
    public void Create_ExtensionData_AcceptsUnknownMembers()
    {
        var contract = TypeContract.Of<Extended>();

        contract.Accepts("""{"a":1,"x":{"y":[1]}}""");
        contract.Refuses("""{"a":"b"}""");
    }

    [Fact]
    public void Create_IgnoredMembers_AreUnknownUnlessTheyAreStillRead()
    {
        var contract = TypeContract.Of<Ignoring>();

        contract.Accepts("""{"written":"a","default":1}""");
        contract.Refuses("""{"written":1}""", """{"default":"a"}""");
        contract.RefusesMore("""{"always":1}""", """{"getOnly":1}""", """{"privateSet":1}""", """{"field":1}""", """{"getOnlyList":[1]}""");
    }

    [Fact]
    public void Create_IncludedMembers_AreRead()
    {
        var contract = TypeContract.Of<Including>();
        contract.Accepts("""{"hidden":1,"privateSet":2,"marked":3}""");
        contract.Refuses("""{"hidden":"a"}""", """{"marked":"a"}""");
        contract.RefusesMore("""{"field":1}""");

        var fields = TypeContract.Of<Including>(TypeContract.Web(options => options.IncludeFields = true));
        fields.Accepts("""{"field":1}""");
        fields.Refuses("""{"field":"a"}""");
    }

    [Fact]
    public void Create_PopulatedMembers_AreReadWithoutSetter()
    {
        var contract = TypeContract.Of<Populated>();

        contract.Accepts("""{"lines":[1],"unit":{"unitPrice":1}}""");
        contract.Refuses("""{"lines":["a"]}""");
        contract.RefusesMore("""{"count":1}""");
    }

    [Fact]
    public void Create_InheritedMembers_AreMembers()
    {
        var contract = TypeContract.Of<Specific>();

        contract.Accepts("""{"unitPrice":1,"ref":"a","own":1}""");
        contract.Refuses("""{"unitPrice":"a"}""");
        contract.RefusesMore("""{"x":1}""");
    }

    [Fact]
    public void Create_MembersOfAContractModifier_AreThoseOfTheBinder()
    {
        var options = TypeContract.Web(options => options.TypeInfoResolver = new DefaultJsonTypeInfoResolver
        {
            Modifiers =
            {
                contract =>
                {
                    if (contract.Type == typeof(TypeSchemaConstructorTests.Point))
                    {
                        var added = contract.CreateJsonPropertyInfo(typeof(int), "added");
                        added.Set = (_, _) => { };
                        contract.Properties.Add(added);
                    }
                },
            },
        });

        var contract = TypeContract.Of<TypeSchemaConstructorTests.Point>(options);

        contract.Accepts("""{"x":1,"added":2}""");
        contract.Refuses("""{"added":"a"}""");
    }

    [Fact]
    public void Create_SourceGeneratedContract_IsDescribedAlike() => Assert.Equal(
        TypeContract.Of<TypeSchemaConstructorTests.Line>().Text,
        TypeContract.Of<TypeSchemaConstructorTests.Line>(TypeContract.Web(options => options.TypeInfoResolver = MemberTestsContext.Default)).Text);

    internal class Named
    {
        public decimal UnitPrice { get; set; }

        [JsonPropertyName("ref")]
        public string? Reference { get; set; }
    }

    internal sealed class Specific : Named
    {
        public int Own { get; set; }
    }

    internal sealed class Outer
    {
        public Named? Inner { get; set; }

        public List<Named> List { get; set; } = [];

        public Dictionary<string, Named> Map { get; set; } = [];
    }

    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
    internal sealed class Skipping
    {
        public int A { get; set; }
    }

    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    internal sealed class Disallowing
    {
        public int A { get; set; }
    }

    internal sealed class Extended
    {
        public int A { get; set; }

        [JsonExtensionData]
        public Dictionary<string, JsonElement>? Rest { get; set; }
    }

    [SuppressMessage("Performance", "CA1822", Justification = "A member of the body's type.")]
    internal sealed class Ignoring
    {
        public int Field = 1;

        [JsonIgnore]
        public int Always { get; set; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? Written { get; set; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
        public int Default { get; set; }

        public int GetOnly => Field;

        public int PrivateSet { get; private set; }

        public List<int> GetOnlyList { get; } = [];
    }

    internal sealed class Including
    {
        public int Field = 1;

        [JsonInclude]
        public int Marked = 1;

        [JsonInclude]
        public int PrivateSet { get; private set; }

        [JsonInclude]
        internal int Hidden { get; set; }
    }

    internal sealed class Populated
    {
        [JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)]
        public List<int> Lines { get; } = [];

        [JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)]
        public Named Unit { get; } = new();

        public int Count => Lines.Count;
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(TypeSchemaConstructorTests.Line))]
internal sealed partial class MemberTestsContext : JsonSerializerContext;
