using System.Text.Json.Serialization;
using Xunit;

namespace Gateway.Core.Tests.Validation.Types;

public class TypeSchemaDerivedTests
{
    [Fact]
    public void Create_DerivedTypes_AreChosenByTheDiscriminator()
    {
        var contract = TypeContract.Of<Drawing>();

        contract.Accepts(
            """{"shapes":[{"$type":"circle","name":"a","radius":1},{"$type":2,"side":1},{"name":"base"}]}""", """{"shapes":[]}""");
        contract.Refuses(
            """{"shapes":[{"$type":"circle","radius":"a"}]}""", """{"shapes":[{"$type":"triangle"}]}""",
            """{"shapes":[{"$type":null}]}""");
        contract.RefusesLess("""{"shapes":[{"$type":"2"}]}""");
        contract.RefusesMore("""{"shapes":[{"$type":"circle","side":1}]}""", """{"shapes":[{"radius":1}]}""");
    }

    [Fact]
    public void Create_DerivedTypesWithUnknownMembersAllowed_StillCheckThoseOfTheChosenType()
    {
        var contract = TypeContract.Of<Shape>(allowUnknownMembers: true);

        contract.Accepts("""{"$type":"circle","radius":1,"x":1}""", """{"x":1}""");
        contract.Refuses("""{"$type":"circle","radius":"a"}""", """{"$type":"triangle"}""");
    }

    [Fact]
    public void Create_DiscriminatorThatIsNotFirst_IsRefused()
    {
        TypeContract.Of<Shape>().Refuses("""{"radius":1,"$type":"circle"}""");
        Assert.False(TypeContract.Of<Payment>().IsValid("""{"amount":1,"kind":"cash"}"""));
        Assert.False(TypeContract.Of<Drawing>().IsValid("""{"shapes":[{"radius":1,"$type":"circle"}]}"""));
    }

    [Fact]
    public void Create_DiscriminatorThatNeedNotBeFirst_IsTakenAnywhere()
    {
        var contract = TypeContract.Of<Payment>(TypeContract.Web(options => options.AllowOutOfOrderMetadataProperties = true));

        contract.Accepts("""{"amount":1,"kind":"cash"}""", """{"kind":"cash","amount":1}""");
        Assert.False(contract.IsValid("""{"amount":1,"Kind":"cash"}"""));
    }

    [Theory]
    [InlineData("""{"Kind":"cash","amount":1}""")]
    [InlineData("""{"KIND":"cash","amount":1}""")]
    [InlineData("""{"\u006bind":"cash","amount":1}""")]
    public void Create_DiscriminatorInAnotherSpelling_IsRefused(string body) => Assert.False(TypeContract.Of<Payment>().IsValid(body));

    [Fact]
    public void Create_DiscriminatorInAnotherCaseWithUnknownMembersAllowed_IsRefused()
    {
        var contract = TypeContract.Of<Tolerant>(allowUnknownMembers: true);

        contract.RefusesMore("""{"Kind":"known","b":"x"}""");
        contract.Accepts("""{"kind":"known","b":1}""", """{"x":1}""");
    }

    [Fact]
    public void Create_AbstractBase_NeedsTheDiscriminator()
    {
        var contract = TypeContract.Of<Payment>();

        contract.Accepts("""{"kind":"card","number":"1","amount":1}""", """{"kind":"cash","amount":1}""");
        Assert.False(contract.IsValid("""{"amount":1}"""));
        contract.Refuses("""{"kind":"card"}""", """{"kind":"cheque"}""");
    }

    [Fact]
    public void Create_UnrecognizedDiscriminatorsThatAreIgnored_MeanTheBase()
    {
        var contract = TypeContract.Of<Tolerant>();

        contract.Accepts("""{"kind":"other","a":1}""", """{"kind":5}""", """{"a":1}""", """{"kind":"known","b":1}""");
        contract.Refuses("""{"kind":"known","b":"x"}""", """{"kind":null}""");
    }

    [Fact]
    public void Create_DerivedTypeAlone_HasNoDiscriminator() => TypeContract.Of<Circle>().RefusesMore("""{"$type":"circle","radius":1}""");

    [Fact]
    public void Create_DerivedTypesWithoutDiscriminator_AreReadAsTheBase()
    {
        var contract = TypeContract.Of<WriteOnly>();

        contract.Accepts("""{"a":1}""");
        contract.RefusesMore("""{"b":1}""");
    }

    internal sealed class Drawing
    {
        public List<Shape> Shapes { get; set; } = [];
    }

    [JsonDerivedType(typeof(Circle), "circle")]
    [JsonDerivedType(typeof(Square), 2)]
    internal class Shape
    {
        public string? Name { get; set; }
    }

    internal sealed class Circle : Shape
    {
        public double Radius { get; set; }
    }

    internal sealed class Square : Shape
    {
        public double Side { get; set; }

        public Drawing? Inner { get; set; }
    }

    [JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
    [JsonDerivedType(typeof(Card), "card")]
    [JsonDerivedType(typeof(Cash), "cash")]
    internal abstract record Payment(decimal Amount);

    internal sealed record Card(decimal Amount) : Payment(Amount)
    {
        public required string Number { get; init; }
    }

    internal sealed record Cash(decimal Amount) : Payment(Amount);

    [JsonPolymorphic(TypeDiscriminatorPropertyName = "kind", IgnoreUnrecognizedTypeDiscriminators = true)]
    [JsonDerivedType(typeof(Known), "known")]
    internal class Tolerant
    {
        public int A { get; set; }
    }

    internal sealed class Known : Tolerant
    {
        public int B { get; set; }
    }

    [JsonDerivedType(typeof(Written))]
    internal class WriteOnly
    {
        public int A { get; set; }
    }

    internal sealed class Written : WriteOnly
    {
        public int B { get; set; }
    }
}
