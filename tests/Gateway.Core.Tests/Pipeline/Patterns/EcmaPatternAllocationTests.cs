using Gateway.Core.Pipeline.Patterns;
using Gateway.Core.Tests.Support;
using Xunit;

namespace Gateway.Core.Tests.Pipeline.Patterns;

[Collection(nameof(MeasuredAlone))]
public class EcmaPatternAllocationTests
{
    [Theory]
    [InlineData("^[A-Z]{3}-\\d{6}$", "ABC-123456", 1)]
    [InlineData("^\\p{L}+$", "\u0436\u0436\U00010400", 1)]
    [InlineData("^(a|b)*a(a|b){15}$", "aaaaaaaaaaaaaaaaaaaa\u0436", 53)]
    [InlineData("^(a|b)*a(a|b){30}$", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 98)]
    [InlineData("^(?=.*\\d)[a-z]+1(?!2)", "abc1", 100)]
    [InlineData("^(?=.*\\d)[^]+$", "1\u0436\u0436\U00010400", 100)]
    public void IsMatch_EveryKindOfMatcher_AllocatesNothing(string pattern, string text, int weight)
    {
        var schema = EcmaPattern.Create(pattern, TimeSpan.FromMinutes(1));
        Assert.Equal(weight, schema.Weight);
        var expected = CountMatches(schema, text);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var matches = CountMatches(schema, text);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(expected, matches);
    }

    private static int CountMatches(EcmaPattern schema, string text)
    {
        var matches = 0;
        for (var i = 0; i < 1_000; i++)
        {
            matches += schema.IsMatch(text) ? 1 : 0;
        }

        return matches;
    }
}
