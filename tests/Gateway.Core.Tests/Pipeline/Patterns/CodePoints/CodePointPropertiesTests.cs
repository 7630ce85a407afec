using System.Globalization;
using System.Text;
using Gateway.Core.Pipeline.Patterns.CodePoints;
using Xunit;

namespace Gateway.Core.Tests.Pipeline.Patterns.CodePoints;

public class CodePointPropertiesTests
{
    [Theory]
    [InlineData("L", "Letter")]
    [InlineData("Lu", "Uppercase_Letter")]
    [InlineData("LC", "Cased_Letter")]
    [InlineData("Nd", "Decimal_Number")]
    [InlineData("Nd", "digit")]
    [InlineData("P", "punct")]
    [InlineData("Cc", "cntrl")]
    [InlineData("M", "Combining_Mark")]
    [InlineData("Mc", "Spacing_Mark")]
    [InlineData("Lo", "General_Category=Other_Letter")]
    [InlineData("Lo", "gc=Lo")]
    [InlineData("Alphabetic", "Alpha")]
    [InlineData("White_Space", "space")]
    [InlineData("Script=Greek", "sc=Grek")]
    [InlineData("Script_Extensions=Han", "scx=Hani")]
    public void Find_OtherNameOfAProperty_IsTheSameSet(string name, string other) => Assert.Equal(Get(name), Get(other));

    [Fact]
    public void Find_EachCategory_HasTheCodePointsOfThePlatform()
    {
        string[] names =
        [
            "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co", "Pc", "Pd", "Ps", "Pe", "Pi",
            "Pf", "Po", "Sm", "Sc", "Sk", "So", "Cn",
        ];
        var total = 0;
        for (var category = 0; category < names.Length; category++)
        {
            foreach (var range in Get(names[category]).Ranges)
            {
                Assert.Equal((UnicodeCategory)category, CharUnicodeInfo.GetUnicodeCategory(range.First));
                Assert.Equal((UnicodeCategory)category, CharUnicodeInfo.GetUnicodeCategory(range.Last));
                total += range.Last - range.First + 1;
            }
        }

        Assert.Equal(0x110000, total);
    }

    [Theory]
    [InlineData("Script=Latin", "A\u00e9\u1e9e\uff21", "1\u03b1\u00d7")]
    [InlineData("Script=Greek", "\u03b1\u1f00", "a\u0430")]
    [InlineData("Script=Cyrillic", "\u0436\u04ff", "a\u03b1")]
    [InlineData("Script=Han", "\u4e2d\u3007\U00020000", "\u3042\uac00")]
    [InlineData("Script=Hiragana", "\u3042", "\u30a2\u30fc")]
    [InlineData("scx=Hiragana", "\u3042\u30fc", "\u30a2")]
    [InlineData("Script=Katakana", "\u30a2\uff71", "\u3042")]
    [InlineData("Script=Hangul", "\uac00\u1100", "\u4e2d")]
    [InlineData("Script=Arabic", "\u0639", "\u05d0\u060c")]
    [InlineData("Script=Hebrew", "\u05d0", "\u0639")]
    [InlineData("Script=Thai", "\u0e01", "\u0e81\u0e3f")]
    [InlineData("Script=Devanagari", "\u0915", "\u0995\u0964")]
    [InlineData("scx=Deva", "\u0915\u0964", "\u0e01")]
    [InlineData("ASCII", "\0~\u007f", "\u0080")]
    [InlineData("Any", "\0\uffff\U0010ffff", "")]
    [InlineData("Assigned", "a\U0001F432", "\u0378\uffff")]
    [InlineData("Alphabetic", "a\u00e9\u0345\u24b6\u2160", "1_\u0301")]
    [InlineData("Lowercase", "a\u00aa\u2170", "A1")]
    [InlineData("Uppercase", "A\u2160\u24b6", "a1")]
    [InlineData("White_Space", " \u0085\u3000", "\ufeff\u200b")]
    [InlineData("ASCII_Hex_Digit", "09afAF", "g\uff10")]
    public void Find_Property_HasItsCharactersAndNoOthers(string property, string inside, string outside)
    {
        var set = Get(property);

        Assert.All(inside.EnumerateRunes(), rune => Assert.True(Has(set, rune), $"{rune.Value:X}"));
        Assert.All(outside.EnumerateRunes(), rune => Assert.False(Has(set, rune), $"{rune.Value:X}"));
    }

    [Theory]
    [InlineData("Arabic Arab")]
    [InlineData("Armenian Armn")]
    [InlineData("Bengali Beng")]
    [InlineData("Bopomofo Bopo")]
    [InlineData("Ethiopic Ethi")]
    [InlineData("Georgian Geor")]
    [InlineData("Gujarati Gujr")]
    [InlineData("Gurmukhi Guru")]
    [InlineData("Kannada Knda")]
    [InlineData("Khmer Khmr")]
    [InlineData("Lao Laoo")]
    [InlineData("Malayalam Mlym")]
    [InlineData("Mongolian Mong")]
    [InlineData("Myanmar Mymr")]
    [InlineData("Sinhala Sinh")]
    [InlineData("Tamil Taml")]
    [InlineData("Telugu Telu")]
    [InlineData("Tibetan Tibt")]
    public void Find_Script_HasBothNamesAndTheAdviceHasIt(string names)
    {
        var (name, code) = (names.Split(' ')[0], names.Split(' ')[1]);

        Assert.Equal(Get($"Script={name}"), Get($"sc={code}"));
        Assert.Contains(name, CodePointScripts.Advice, StringComparison.Ordinal);
        Assert.Equal(Get($"scx={code}"), CodePointSet.Union([Get($"Script={name}"), Get($"scx={code}")]));
    }

    private static CodePointSet Get(string property)
    {
        var set = CodePointProperties.Find(property, out var advice);
        Assert.True(set is not null, advice);
        return set;
    }

    private static bool Has(CodePointSet set, Rune rune) =>
        set.Ranges.ToArray().Any(range => range.First <= rune.Value && rune.Value <= range.Last);
}
