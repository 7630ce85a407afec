using System.Text.RegularExpressions;
using Gateway.Core.Pipeline.Patterns;
using Xunit;

namespace Gateway.Core.Tests.Pipeline.Patterns;

/// <summary>The three matchers against each other, and against .NET where it means the same by a pattern.</summary>
public class PatternMatcherTests
{
    private static readonly string[] Atoms =
    [
        "a", "b", "c", "_", "-", ".", "[ab]", "[^a]", "[a-c_]", "[^b-]", "\\w", "\\W", "[\\w-]", "\\b", "\\B", "^", "$",
    ];

    private static readonly string[] AtomsBeyond =
    [
        "\u00e9", "\u0436", "\\u{1F432}", "\\uD83D", "\\p{L}", "\\P{L}", "[^\u00e9]", "\\s", "\\S", ".", "a", "[\\u{10000}-\\u{1FFFF}]", "\\b", "\\B",
    ];

    private static readonly string[] Counts = ["*", "+", "?", "{2}", "{1,2}", "{0,2}", "{2,}", "{0}", "*?", "+?", "??", "{1,2}?"];

    [Fact]
    public void IsMatch_RandomAscii_AgreesWithDotNet()
    {
        var random = new Random(17);
        var matched = 0;
        for (var i = 0; i < 3_000; i++)
        {
            var pattern = DrawChoice(random, Atoms, 3);
            var matchers = CreateMatchers(pattern);
            var regex = new Regex(
                pattern.Replace("$", "\\z", StringComparison.Ordinal), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            for (var j = 0; j < 8; j++)
            {
                var text = string.Concat(random.GetItems("abbc_- ".AsSpan(), random.Next(8)));
                var expected = regex.IsMatch(text);
                Assert.All(matchers, matcher => Assert.True(expected == matcher.IsMatch(text), $"{matcher.GetType().Name} of {pattern} on '{text}'"));
                matched += expected ? 1 : 0;
            }
        }

        Assert.InRange(matched, 4_000, 20_000);
    }

    [Fact]
    public void IsMatch_RandomBeyondAscii_IsTheSameForAllMatchers()
    {
        var random = new Random(19);
        var matched = 0;
        for (var i = 0; i < 3_000; i++)
        {
            var pattern = DrawChoice(random, AtomsBeyond, 2);
            var matchers = CreateMatchers(pattern);
            for (var j = 0; j < 8; j++)
            {
                var text = string.Concat(random.GetItems(["a", "\u00e9", "\u0436", "\U0001F432", "\uD83D", "\uDC32", "\u2028"], random.Next(6)));
                var expected = matchers[0].IsMatch(text);
                Assert.All(matchers, matcher => Assert.True(expected == matcher.IsMatch(text), $"{matcher.GetType().Name} of {pattern} on '{text}'"));
                matched += expected ? 1 : 0;
            }
        }

        Assert.InRange(matched, 4_000, 20_000);
    }

    private static List<IPatternMatcher> CreateMatchers(string pattern)
    {
        var parsed = PatternReader.Read(pattern);
        var program = PatternProgramBuilder.Build(parsed.Root, parsed.Alphabet);
        var table = PatternTableBuilder.TryBuild(program);
        Assert.NotNull(table);
        return [table, new PatternSimulation(program), new BacktrackingPattern(parsed, TimeSpan.FromMinutes(1))];
    }

    private static string DrawChoice(Random random, string[] atoms, int depth)
    {
        var options = Enumerable.Range(0, random.Next(4) == 0 ? 2 : 1).Select(_ => DrawSequence(random, atoms, depth));
        return string.Join('|', options);
    }

    private static string DrawSequence(Random random, string[] atoms, int depth) =>
        string.Concat(Enumerable.Range(0, 1 + random.Next(3)).Select(_ =>
        {
            var isGroup = depth > 0 && random.Next(4) == 0;
            var item = isGroup ? $"(?:{DrawChoice(random, atoms, depth - 1)})" : random.GetItems(atoms, 1)[0];
            var mayRepeat = item is not ("^" or "$" or "\\b" or "\\B");
            return mayRepeat && random.Next(3) == 0 ? item + random.GetItems(Counts, 1)[0] : item;
        }));
}
