using Gateway.Core.Pipeline.Patterns;
using Xunit;

namespace Gateway.Core.Tests.Pipeline.Patterns;

public class EcmaPatternLimitsTests
{
    // The one of the HTML standard.
    private const string Email = "^[a-zA-Z0-9.!#$%&'*+\\/=?^_`{|}~-]+@"
        + "[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$";

    [Fact]
    public void Create_LengthOverTheBound_Throws()
    {
        Assert.True(EcmaPattern.Create(new string('a', 4_096)).IsMatch(new string('a', 4_096)));

        var error = Assert.Throws<FormatException>(() => EcmaPattern.Create(new string('a', 4_097)));
        Assert.Equal("The pattern has 4097 characters; at most 4096 are read.", error.Message);
    }

    [Fact]
    public void Create_DepthOverTheBound_Throws()
    {
        Assert.True(EcmaPattern.Create(Nest(100)).IsMatch("a"));

        var error = Assert.Throws<FormatException>(() => EcmaPattern.Create(Nest(101)));
        Assert.Equal("At character 101 of the pattern: groups stand more than 100 deep in each other.", error.Message);
        Assert.Throws<FormatException>(() => EcmaPattern.Create(new string('(', 4_096)));
    }

    [Theory]
    [InlineData("a{10001}", 2, "{10001} is over the most that a count may be, 10000")]
    [InlineData("a{1,99999999999}", 2, "{1,99999999999} is over the most that a count may be, 10000")]
    [InlineData("((a{100}){100}){100}", 16, "counts within each other make 1000000 repetitions; at most 10000 are taken")]
    [InlineData("(a{101}){100,}", 9, "counts within each other make 10100 repetitions; at most 10000 are taken")]
    [InlineData("(?:){101}(?:(){101}){100}", 21, "counts within each other make 10100 repetitions; at most 10000 are taken")]
    [InlineData("(?:abcdef){10000}", 11, "with its counts written out this takes 70001 steps; at most 50000 are taken")]
    [InlineData("a{10000}b{10000}c{10000}", 1, "with its counts written out this takes 60003 steps; at most 50000 are taken")]
    public void Create_CountsOverTheBound_SaysWhichWhere(string pattern, int position, string problem)
    {
        var error = Assert.Throws<FormatException>(() => EcmaPattern.Create(pattern));
        Assert.Equal($"At character {position} of the pattern: {problem}.", error.Message);
    }

    [Theory]
    [InlineData("^a{10000}$", 10_000)]
    [InlineData("^a{0,10000}$", 10_000)]
    [InlineData("^(?:a{100}){100}$", 10_000)]
    [InlineData("^(?:a{0,30}){0,30}$", 900)]
    [InlineData("^a{000002}$", 2)]
    [InlineData("^a{1,10000}$", 10_000)]
    public void IsMatch_CountsUpToTheBound_CountExactly(string pattern, int length)
    {
        var schema = EcmaPattern.Create(pattern);

        Assert.True(schema.IsMatch(new string('a', length)));
        Assert.False(schema.IsMatch(new string('a', length + 1)));
    }

    [Theory]
    [InlineData("(a+)+$")]
    [InlineData("^(a|a)*$")]
    [InlineData("^(a|aa)+$")]
    [InlineData("(a*)*b")]
    [InlineData("^(([a-z])+.)+[A-Z]([a-z])+$")]
    [InlineData("(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)[^a!]")]
    public void IsMatch_PatternThatExplodesElsewhere_LooksAtEachCharacterOnce(string pattern)
    {
        var schema = EcmaPattern.Create(pattern);

        Assert.Equal(1, schema.Weight);
        Assert.False(schema.IsMatch(new string('a', 50_000) + "!"));
    }

    [Fact]
    public void IsMatch_TooManyStatesForATable_KeepsNoMoreThanItsSteps()
    {
        var schema = EcmaPattern.Create("(a|b)*a(a|b){400}c");
        var random = new Random(3);
        var text = string.Create(5_000, random, static (span, random) => random.GetItems("ab", span));

        Assert.False(schema.IsMatch(text));
        Assert.True(schema.IsMatch("a" + text[..400] + "c"));
    }

    [Theory]
    [InlineData("^[A-Z]{3}-\\d{6}$", 1)]
    [InlineData("^[a-z0-9-]+$", 1)]
    [InlineData(Email, 1)]
    [InlineData("^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", 1)]
    [InlineData("\\bfoo\\b|\\p{L}+\\d{1,3}", 1)]
    [InlineData("^.{1,4096}$", 1)]
    [InlineData("(a|b)*a(a|b){20}", 66)]
    public void Weight_OfAPattern_IsItsStepsUnlessItHasATable(string pattern, int expected) =>
        Assert.Equal(expected, EcmaPattern.Create(pattern).Weight);

    private static string Nest(int depth) => new string('(', depth) + "a" + new string(')', depth);
}
