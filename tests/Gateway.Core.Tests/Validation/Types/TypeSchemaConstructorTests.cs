using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Xunit;

namespace Gateway.Core.Tests.Validation.Types;

public class TypeSchemaConstructorTests
{
    [Fact]
    public void Create_RequiredMembers_AreRequired()
    {
        var contract = TypeContract.Of<Requiring>();

        contract.Accepts("""{"a":1,"b":"x","c":null}""");
        contract.Refuses("""{"b":"x","c":null}""", """{"a":1,"c":null}""", """{"a":1,"b":"x"}""");
    }

    [Fact]
    public void Create_RequiredMembersThatTheConstructorSets_AreNotRequired() => TypeContract.Of<SetsRequired>().Accepts("{}");

    [Fact]
    public void Create_ConstructorParameters_AreRequiredWhereNullWouldBeBound()
    {
        var contract = TypeContract.Of<Line>();

        contract.Accepts("""{"sku":"a"}""", """{"sku":"a","count":2,"note":null,"unit":"box"}""");
        contract.RefusesMore("{}", """{"count":1}""", """{"sku":"a","unit":null}""");
        contract.Refuses("""{"sku":1}""", """{"sku":"a","count":null}""");
    }

    [Fact]
    public void Create_RequiredConstructorParametersOfTheOptions_AreRequired()
    {
        var contract = TypeContract.Of<Line>(TypeContract.Web(options => options.RespectRequiredConstructorParameters = true));

        contract.Accepts("""{"sku":"a","count":1,"note":null}""");
        contract.Refuses("""{"sku":"a","note":null}""", """{"sku":"a","count":1}""");
    }

    [Fact]
    public void Create_ClassWithConstructor_HasItsParameters()
    {
        var contract = TypeContract.Of<Point>();

        contract.Accepts("""{"x":1,"y":2}""", """{"x":1}""", "{}");
        contract.Refuses("""{"x":"a"}""");
        contract.RefusesMore("""{"z":1}""");
    }

    internal sealed record Line(string Sku, int Count, string? Note, string Unit = "piece");

    internal sealed class Requiring
    {
        public required int A { get; init; }

        [JsonRequired]
        public string B { get; set; } = "";

        public required string? C { get; set; }
    }

    internal sealed class SetsRequired
    {
        [SetsRequiredMembers]
        public SetsRequired() => A = 1;

        public required int A { get; set; }
    }

    internal sealed class Point(int x, int y = 5)
    {
        public int X { get; } = x;

        public int Y { get; } = y;
    }
}
