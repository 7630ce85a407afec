using Gateway.Core.Pipeline.Patterns;
using Gateway.Core.Pipeline.Patterns.CodePoints;
using Xunit;

namespace Gateway.Core.Tests.Pipeline.Patterns;

public class PatternFoldingTests
{
    [Fact]
    public void Fold_Text_KeepsAsciiAndTellsTheKindAndTheCodePoint()
    {
        var alphabet = new CodePointAlphabet([CodePointSet.Parse("1F400-1F43F")], hasWordBoundaries: false);
        var folded = new char[12];

        var length = new PatternFolding(alphabet).Fold("a\U0001F432\u00e9", folded);

        Assert.Equal("a\uE001\uD83E\uDC32\uE000\uD800\uD8E9", new string(folded, 0, length));
    }

    [Fact]
    public void Constructor_MoreKindsThanThereIsRoomFor_Throws()
    {
        static CodePointAlphabet Create(int kinds) =>
            new(Enumerable.Range(0x1000, kinds - 1).Select(CodePointSet.Of), hasWordBoundaries: false);

        Assert.NotNull(new PatternFolding(Create(6_400)));
        var error = Assert.Throws<FormatException>(() => new PatternFolding(Create(6_401)));
        Assert.Equal("The pattern tells 6401 kinds of characters apart; at most 6400 are taken.", error.Message);
    }
}
