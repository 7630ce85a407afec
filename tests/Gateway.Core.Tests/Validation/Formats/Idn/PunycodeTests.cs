using Gateway.Core.Validation.Formats.Idn;
using Xunit;

namespace Gateway.Core.Tests.Validation.Formats.Idn;

public class PunycodeTests
{
    // RFC 3492 section 7.1: (A), (B), (C), (I), (L), (S) without its spaces, and the shortest ones.
    [Theory]
    [InlineData("egbpdaj6bu4bxfgehfvwxn", "\u0644\u064a\u0647\u0645\u0627\u0628\u062a\u0643\u0644\u0645\u0648\u0634\u0639\u0631\u0628\u064a\u061f")]
    [InlineData("ihqwcrb4cv8a8dqg056pqjye", "\u4ed6\u4eec\u4e3a\u4ec0\u4e48\u4e0d\u8bf4\u4e2d\u6587")]
    [InlineData("ihqwctvzc91f659drss3x8bo0yb", "\u4ed6\u5011\u7232\u4ec0\u9ebd\u4e0d\u8aaa\u4e2d\u6587")]
    [InlineData("3b-ww4c5e180e575a65lsy2b", "3\u5e74b\u7d44\u91d1\u516b\u5148\u751f")]
    [InlineData("bcher-kva", "b\u00fccher")]
    [InlineData("tda", "\u00fc")]
    [InlineData("a-ecp.ru", null)]
    [InlineData("ls8h", "\ud83d\udca9")]
    [InlineData("abc-", "abc")]
    public void TryDecode_Text_GivesItsCodePoints(string text, string? expected)
    {
        Span<int> codePoints = stackalloc int[63];

        var isPunycode = Punycode.TryDecode(text, codePoints, out var count);

        Assert.Equal(expected is not null, isPunycode);
        if (expected is not null)
        {
            Assert.Equal(expected.EnumerateRunes().Select(rune => rune.Value), codePoints[..count].ToArray());
            Assert.Equal(text.Length, Punycode.CountEncoded(codePoints[..count]));
        }
    }

    [Theory]
    [InlineData("-tda")]
    [InlineData("TDA")]
    [InlineData("t")]
    [InlineData("99999999")]
    [InlineData("999999999999999999999999999999999999999999999999999999999999")]
    [InlineData("a-\u00fc")]
    public void TryDecode_NoPunycode_IsFalse(string text)
    {
        Span<int> codePoints = stackalloc int[63];

        Assert.False(Punycode.TryDecode(text, codePoints, out _));
    }

    [Fact]
    public void TryDecode_MoreThanFits_IsFalse()
    {
        Span<int> codePoints = stackalloc int[2];

        Assert.False(Punycode.TryDecode("bcher-kva", codePoints, out _));
        Assert.False(Punycode.TryDecode("ihqwcrb4cv8a8dqg056pqjye", codePoints, out _));
    }

    [Fact]
    public void TryDecode_RandomText_IsWhatWouldBeEncoded()
    {
        var random = new Random(5);
        var decoded = 0;
        Span<int> codePoints = stackalloc int[63];
        for (var i = 0; i < 20_000; i++)
        {
            var text = new string(random.GetItems<char>("abcdefghijklmnopqrstuvwxyz0123456789-", random.Next(1, 12)));
            if (Punycode.TryDecode(text, codePoints, out var count) && codePoints[..count].ContainsAnyExceptInRange(0, 0x7F))
            {
                decoded++;
                Assert.Equal(text.Length, Punycode.CountEncoded(codePoints[..count]));
            }
        }

        Assert.InRange(decoded, 1_000, 19_000);
    }
}
