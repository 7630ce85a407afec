using System.Text.Json.Nodes;
using Gateway.Core.Pipeline.Documents;
using Gateway.Core.Tests.Support.Schemas;
using Xunit;

namespace Gateway.Core.Tests.Pipeline.Documents;

public class JsonEqualityTests
{
    [Theory]
    [InlineData("""{"a":1,"b":[2]}""", """{"b":[2.0],"\u0061":1e0}""", true)]
    [InlineData("""{"a":1}""", """{"a":1,"b":1}""", false)]
    [InlineData("""{"a":1,"b":2}""", """{"a":2,"b":1}""", false)]
    [InlineData("""{"a":1,"b":1}""", """{"a":1,"c":1}""", false)]
    [InlineData("[1,2]", "[2,1]", false)]
    [InlineData("[]", "{}", false)]
    [InlineData("[[]]", "[[[]]]", false)]
    [InlineData("\"\"", "[]", false)]
    [InlineData("0", "false", false)]
    [InlineData("null", "false", false)]
    [InlineData("1", "\"1\"", false)]
    [InlineData("\"é\"", "\"\\u00E9\"", true)]
    [InlineData("\"é\"", "\"e\u0301\"", false)]
    [InlineData("\"a\"", "\"A\"", false)]
    [InlineData("9007199254740993", "9007199254740992", false)]
    [InlineData("-0", "0.0", true)]
    public void AreEqual_Values_AreComparedByWhatTheyMean(string left, string right, bool expected)
    {
        Assert.Equal(expected, AreEqual(new TapedJson(left), new TapedJson(right)));
        Assert.Equal(expected, AreEqual(new TapedJson(right), new TapedJson(left)));
    }

    [Theory]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(10_000)]
    public void AreEqual_ObjectInReverseOrder_IsEqual(int count)
    {
        var members = Enumerable.Range(0, count).Select(i => $"\"n{i}\":{i}").ToArray();
        var changed = members.ToArray();
        changed[0] = "\"n0\":-1";
        var renamed = members.ToArray();
        renamed[0] = "\"m0\":0";

        Assert.True(AreEqual(Create(members), Create(members.Reverse())));
        Assert.False(AreEqual(Create(members), Create(changed.Reverse())));
        Assert.False(AreEqual(Create(members), Create(renamed.Reverse())));
        Assert.False(AreEqual(Create(renamed.Reverse()), Create(members)));
    }

    [Fact]
    public void AreEqual_RandomValueSpelledTwice_IsEqual()
    {
        foreach (var seed in FuzzSeeds.Take(usual: 3_000))
        {
            var random = new Random(seed);
            var value = new RandomValues(random).Value(4);
            var other = random.Next(2) == 0 ? value?.DeepClone() : new DocumentMutation(random).Apply(value?.DeepClone());
            var (left, right) = (new JsonSpelling(random).Write(value), new JsonSpelling(random).Write(other));

            var areEqual = AreEqual(new TapedJson(left), new TapedJson(right));
            Assert.True(areEqual == JsonNode.DeepEquals(value, other), $"GATEWAY_FUZZ_SEED={seed}: {left} and {right}");
        }
    }

    [Fact]
    public void AreEqual_NamesThatDifferInCase_AreOneWhereTheyAreRead()
    {
        var reading = new JsonReading { IgnoresNameCase = true };

        Assert.True(AreEqual(new TapedJson("""{"a":1}""", reading), new TapedJson("""{"A":1}""", reading)));
        Assert.False(AreEqual(new TapedJson("""{"a":1}"""), new TapedJson("""{"A":1}""")));
    }

    private static TapedJson Create(IEnumerable<string> members) => new($"{{{string.Join(',', members)}}}");

    private static bool AreEqual(TapedJson left, TapedJson right)
    {
        Assert.Equal((JsonFault.None, JsonFault.None), (left.Fault, right.Fault));
        var areEqual = JsonEquality.AreEqual(left.Json, 0, right.Json, 0);
        Assert.True(!areEqual || JsonEquality.GetHash(left.Json, 0) == JsonEquality.GetHash(right.Json, 0));
        return areEqual;
    }
}
