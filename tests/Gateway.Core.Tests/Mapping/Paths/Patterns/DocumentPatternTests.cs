using Gateway.Core.Mapping.Paths;
using Gateway.Core.Mapping.Paths.Patterns;
using Gateway.Core.Pipeline.Patterns;
using Gateway.Core.Tests.Support.Schemas;
using Xunit;

namespace Gateway.Core.Tests.Mapping.Paths.Patterns;

public class DocumentPatternTests
{
    [Theory]
    [InlineData("a+", """["aa"]""")]
    [InlineData("(?=a)", "[]")]
    [InlineData("[a", "[]")]
    public void Get_PatternOfTheDocument_MatchesOrIsNone(string pattern, string found) =>
        Assert.Equal(found, PathRuns.Select("$.t[?match(@,$.p)]", $$"""{"p":"{{pattern}}","t":["aa","b"]}"""));

    [Theory]
    [InlineData(256, "[]")]
    [InlineData(257, "TooComplex")]
    public void Get_PatternLongerThanItsBound_GivesTheRunUp(int length, string found) =>
        Assert.Equal(found, PathRuns.Select("$[?match('b',@)]", $"[\"{new string('a', length)}\"]"));

    [Theory]
    [InlineData("(a{10}){40}", "[]")]
    [InlineData("(a{10}){100}", "TooComplex")]
    [InlineData("((a{100}){100}){100}", "TooComplex")]
    [InlineData("a{99999999999999999999}", "TooComplex")]
    public void Get_PatternLargerThanItsBound_GivesTheRunUp(string pattern, string found) =>
        Assert.Equal(found, PathRuns.Select("$[?match('b',@)]", $"[\"{pattern}\"]"));

    [Fact]
    public void Get_OnePatternForManyTexts_IsMadeOnce()
    {
        var json = $$"""{"p":"[a-c]+\\p{Lu}","t":[{{string.Join(',', Enumerable.Repeat("\"abcA\"", 1_000))}}]}""";
        var workspace = new PathWorkspace();

        Assert.Equal(PathOutcome.Found, PathRuns.Select(JsonPath.Parse("$.t[?match(@,$.p)]"), json, workspace, 100_000));
        Assert.Equal(1_000, workspace.Nodes.Length);
    }

    [Fact]
    public void Get_MatchAndSearchOfOnePattern_AreKeptApart() =>
        Assert.Equal("""["ba"]""", PathRuns.Select("$.t[?search(@,$.p)&&!match(@,$.p)]", """{"p":"a","t":["a","ba"]}"""));

    [Fact]
    public void Create_WhatIsReadAsAPattern_IsNeverRefusedLater()
    {
        const string Signs = @"ab()[]{}^$.*+?|\-,0129pPLuNnrt";
        foreach (var seed in FuzzSeeds.Take(usual: 50_000))
        {
            var random = new Random(seed);
            var pattern = string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => Signs[random.Next(Signs.Length)]));
            if (InteroperableRegex.TryRead(pattern, isWhole: true, out var regex, out _) && regex.Size <= 1_000)
            {
                var problem = Record.Exception(() => EcmaPattern.CreateForFewTexts(regex.Ecma));
                Assert.True(problem is null, $"GATEWAY_FUZZ_SEED={seed}: {pattern}: {problem}");
            }
        }
    }
}
