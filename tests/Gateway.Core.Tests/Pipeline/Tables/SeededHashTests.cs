using Gateway.Core.Pipeline.Tables;
using Xunit;

namespace Gateway.Core.Tests.Pipeline.Tables;

public class SeededHashTests
{
    [Fact]
    public void Value_SameParts_IsTheSame() => Assert.Equal(Hash("a", "bc", ""), Hash("a", "bc", ""));

    [Theory]
    [InlineData("ab", "c", "a", "bc")]
    [InlineData("", "abc", "abc", "")]
    [InlineData("a-b", "c", "a", "b-c")]
    [InlineData("a", "b", "b", "a")]
    public void Value_PartsOfTheSameText_Differs(string one, string two, string first, string second) =>
        Assert.NotEqual(Hash(one, two), Hash(first, second));

    [Fact]
    public void Value_EveryLengthAndEveryChangedCharacter_Differs()
    {
        var seen = new HashSet<ulong>();
        for (var length = 0; length < 70; length++)
        {
            Assert.True(seen.Add(Hash(new string('x', length))), $"length {length}");
            for (var i = 0; i < length; i++)
            {
                var text = new string('x', length).ToCharArray();
                text[i] = 'y';
                Assert.True(seen.Add(Hash(new string(text))), $"length {length}, character {i}");
            }
        }
    }

    [Fact]
    public void Value_NumbersInARow_SpreadOverBuckets()
    {
        var buckets = new int[256];
        for (var i = 0; i < 256 * 100; i++)
        {
            var hash = new SeededHash();
            hash.Add((ulong)i);
            buckets[hash.Value & 255]++;
        }

        // Of 100 on average, with a deviation of 10: six of those away happens to one run in millions.
        Assert.All(buckets, count => Assert.InRange(count, 35, 170));
    }

    private static ulong Hash(params string[] parts)
    {
        var hash = new SeededHash();
        foreach (var part in parts)
        {
            hash.Add(part);
        }

        return hash.Value;
    }
}
