using Gateway.Core.Pipeline.Patterns.CodePoints;
using Xunit;

namespace Gateway.Core.Tests.Pipeline.Patterns.CodePoints;

public class CodePointAlphabetTests
{
    private static readonly CodePointSet Letters = CodePointProperties.Find("L", out _)!;
    private static readonly CodePointSet Beasts = CodePointSet.Parse("1F400-1F43F");

    [Fact]
    public void Find_EveryCodePoint_IsOfAKindThatItsSetsHold()
    {
        var alphabet = new CodePointAlphabet([Letters, Beasts, CodePointClasses.Digits], hasWordBoundaries: true);

        foreach (var set in new[] { Letters, Beasts, CodePointClasses.Digits, CodePointClasses.WordCharacters })
        {
            AssertHolds(alphabet, set, expected: true);
            AssertHolds(alphabet, set, expected: false);
        }
    }

    [Fact]
    public void Count_OfKinds_IsThatOfTheCombinationsOfSets()
    {
        Assert.Equal(1, new CodePointAlphabet([], hasWordBoundaries: false).Count);
        Assert.Equal(2, new CodePointAlphabet([Letters, Letters.Complement()], hasWordBoundaries: false).Count);
        Assert.Equal(3, new CodePointAlphabet([Letters, CodePointClasses.Digits], hasWordBoundaries: false).Count);
    }

    [Fact]
    public void Read_PairAndHalves_GoesOnBehindEach()
    {
        var alphabet = new CodePointAlphabet([Beasts], hasWordBoundaries: false);
        const string Text = "\U0001F432\uD83Da\uDC32\uD83D";
        var place = 0;
        var places = new List<(int Place, bool IsBeast)>();
        while (place < Text.Length)
        {
            var kind = alphabet.Read(Text, ref place);
            places.Add((place, alphabet.Holds(0, kind)));
        }

        Assert.Equal([(2, true), (3, false), (4, false), (5, false), (6, false)], places);
    }

    private static void AssertHolds(CodePointAlphabet alphabet, CodePointSet set, bool expected)
    {
        var index = alphabet.IndexOf(set);
        foreach (var range in (expected ? set : set.Complement()).Ranges)
        {
            for (var codePoint = range.First; codePoint <= range.Last; codePoint++)
            {
                if (alphabet.Holds(index, alphabet.Find(codePoint)) != expected)
                {
                    Assert.Fail($"{codePoint:X}");
                }
            }
        }
    }
}
