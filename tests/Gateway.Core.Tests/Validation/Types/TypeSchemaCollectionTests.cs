using System.Collections;
using System.Collections.Immutable;
using System.Text.Json;
using Xunit;

namespace Gateway.Core.Tests.Validation.Types;

public class TypeSchemaCollectionTests
{
    [Theory]
    [InlineData(typeof(int[]))]
    [InlineData(typeof(List<int>))]
    [InlineData(typeof(IEnumerable<int>))]
    [InlineData(typeof(IReadOnlyCollection<int>))]
    [InlineData(typeof(HashSet<int>))]
    [InlineData(typeof(ISet<int>))]
    [InlineData(typeof(Queue<int>))]
    [InlineData(typeof(ImmutableArray<int>))]
    [InlineData(typeof(ImmutableList<int>))]
    [InlineData(typeof(Memory<int>))]
    [InlineData(typeof(ListWithMember))]
    public void Create_Collection_IsAnArrayOfItsItems(Type type)
    {
        var contract = TypeContract.Of(type);

        contract.Accepts("[]", "[1,1]");
        contract.Refuses("[\"a\"]", "{}", "1", "[null]");
    }

    [Fact]
    public void Create_CollectionOfAnything_AcceptsAnyItem() => TypeContract.Of<ArrayList>().Accepts("[1,\"a\",null,{}]");

    [Theory]
    [InlineData(typeof(Dictionary<string, int>))]
    [InlineData(typeof(IReadOnlyDictionary<string, int>))]
    [InlineData(typeof(SortedDictionary<string, int>))]
    [InlineData(typeof(ImmutableDictionary<string, int>))]
    [InlineData(typeof(DictionaryWithMember))]
    public void Create_Dictionary_HasAnyMemberOfItsValue(Type type)
    {
        var contract = TypeContract.Of(type);

        contract.Accepts("{}", """{"a":1,"any name":2}""");
        contract.Refuses("""{"a":"b"}""", "[]", """{"a":null}""");
    }

    [Fact]
    public void Create_DictionaryOfKeysThatAreNotTexts_NamesItsMembersSo()
    {
        var numbers = TypeContract.Of<Dictionary<int, string>>();
        numbers.Accepts("""{"1":"a","-2":"b","0":"c"}""");
        numbers.RefusesMore("""{"01":"a"}""", """{"+1":"a"}""", """{"-0":"a"}""");
        numbers.Refuses("""{"a":"b"}""", """{"1.0":"b"}""", """{"1":2}""");

        var ids = TypeContract.Of<Dictionary<Guid, string>>();
        ids.Accepts("""{"6f9619ff-8b86-d011-b42d-00c04fc964ff":"a"}""");
        ids.Refuses("""{"1":"a"}""");

        var colors = TypeContract.Of<Dictionary<ConsoleColor, string>>();
        colors.Accepts("""{"Red":"a","darkblue":"b"}""");
        colors.Refuses("""{"Pink":"a"}""", """{"Red":1}""");
        colors.RefusesMore("""{"99":"a"}""", """{"7":"a"}""");
    }

    [Fact]
    public void Create_DictionaryOfEnumNames_FollowsItsConverter()
    {
        var contract = TypeContract.Of<Dictionary<ConsoleColor, int>>(TypeContract.Web(options =>
            options.Converters.Add(new System.Text.Json.Serialization.JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower))));

        contract.Accepts("""{"dark-blue":1}""");
        contract.RefusesMore("""{"DarkBlue":1}""");
        contract.Refuses("""{"dark_blue":1}""");

        // Names of members are read without regard to case, and so are the patterns for them; the converter reads its own spelling only.
        contract.RefusesLess("""{"Dark-Blue":1}""");
    }

    [Fact]
    public void Create_DictionaryOfEnumNamesInCaseSensitiveOptions_TakesOneCase()
    {
        var contract = TypeContract.Of<Dictionary<ConsoleColor, int>>(TypeContract.Web(options => options.PropertyNameCaseInsensitive = false));

        contract.Accepts("""{"DarkBlue":1}""");
        contract.RefusesMore("""{"darkblue":1}""", """{"DarkBlue":1,"darkblue":2}""");
    }

    [Fact]
    public void Create_NestedCollections_AreFollowed()
    {
        var contract = TypeContract.Of<Dictionary<string, List<int[]>>>();

        contract.Accepts("""{"a":[[1],[]]}""");
        contract.Refuses("""{"a":[["b"]]}""", """{"a":[1]}""");
    }

    [Fact]
    public void Create_RecursiveType_RefersToItself()
    {
        var contract = TypeContract.Of<Tree>();

        contract.Accepts("""{"name":"a","children":[{"name":"b","children":[{"name":"c"}],"parent":{"name":"d"}}],"parent":null}""");
        contract.Refuses("""{"name":"a","children":[{"name":"b","children":[{"name":1}]}]}""");
        contract.RefusesMore("""{"name":"a","children":[{"name":"b","x":1}]}""");
        TypeContract.Of<List<Tree>>().Refuses("""[{"name":"a","children":[{"name":1}]}]""");
    }

    [Fact]
    public void Create_GenericTypes_HaveADefinitionForEach()
    {
        var contract = TypeContract.Of<Pages>();

        contract.Accepts("""{"numbers":{"items":[1]},"trees":{"items":[{"name":"a"}]}}""");
        contract.Refuses("""{"numbers":{"items":[{"name":"a"}]}}""", """{"trees":{"items":[1]}}""");
    }

    [Fact]
    public void Create_TypesOfOneName_HaveADefinitionEach()
    {
        var contract = TypeContract.Of<Same>();

        contract.Accepts("""{"first":{"a":1},"second":{"b":1}}""");
        contract.RefusesMore("""{"first":{"b":1}}""", """{"second":{"a":1}}""");
    }

    [Fact]
    public void Create_Tuples_HaveTheMembersThatAreBound()
    {
        TypeContract.Of<Tuple<int, string>>().Accepts("""{"item1":1,"item2":"a"}""");
        TypeContract.Of<KeyValuePair<string, int>>().Accepts("""{"key":"a","value":1}""");
        TypeContract.Of<(int, string)>().RefusesMore("""{"item1":1}""");
    }

    internal static class One
    {
        internal sealed record Thing(int A);
    }

    internal static class Other
    {
        internal sealed record Thing(int B);
    }

    internal sealed record Same(One.Thing? First = null, Other.Thing? Second = null);

    internal sealed record Page<T>(IReadOnlyList<T> Items);

    internal sealed record Pages(Page<int>? Numbers = null, Page<Tree>? Trees = null);

    internal sealed class Tree
    {
        public required string Name { get; set; }

        public List<Tree> Children { get; set; } = [];

        public Tree? Parent { get; set; }
    }

    internal sealed class ListWithMember : List<int>
    {
        public int Extra { get; set; }
    }

    internal sealed class DictionaryWithMember : Dictionary<string, int>
    {
        public string? Extra { get; set; }
    }
}
