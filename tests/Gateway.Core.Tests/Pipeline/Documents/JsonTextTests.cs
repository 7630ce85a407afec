using System.Text;
using System.Text.Json;
using Gateway.Core.Pipeline.Documents;
using Gateway.Core.Tests.Support.Schemas;
using Xunit;

namespace Gateway.Core.Tests.Pipeline.Documents;

public class JsonTextTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("abc", 3)]
    [InlineData("é", 1)]
    [InlineData("a\u0301", 2)]
    [InlineData("😀", 1)]
    [InlineData(@"\ud83d\ude00", 1)]
    [InlineData(@"\u0061\n\\", 3)]
    [InlineData(@"é\u00e9😀", 3)]
    [InlineData("👨‍👩‍👧", 5)]
    public void CountCodePoints_Text_CountsCodePoints(string text, int expected) =>
        Assert.Equal(expected, JsonText.CountCodePoints(Encoding.UTF8.GetBytes(text), IsEscaped(text)));

    [Theory]
    [InlineData(@"\u0061", "a")]
    [InlineData(@"\""\\\/\b\f\n\r\t", "\"\\/\b\f\n\r\t")]
    [InlineData(@"x\u00e9y\u20ACz", "xéy€z")]
    [InlineData(@"\uD83D\uDE00", "😀")]
    [InlineData(@"é\\u0061", @"é\u0061")]
    [InlineData(@"\u0000", "\0")]
    public void Unescape_Escapes_AreCharacters(string text, string expected)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var plain = new byte[bytes.Length];

        Assert.Equal(expected, Encoding.UTF8.GetString(plain, 0, JsonText.Unescape(bytes, plain)));
        Assert.True(JsonText.IsWellFormed(bytes));
    }

    [Theory]
    [InlineData(@"\ud800")]
    [InlineData(@"\udc00")]
    [InlineData(@"\ud800\ud800")]
    [InlineData(@"\ud800\u0061")]
    [InlineData(@"\ud800\\udc00")]
    [InlineData(@"\ud800\n\udc00")]
    [InlineData(@"a\ud83d")]
    public void Unescape_HalfASurrogatePair_IsNoText(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);

        Assert.Equal(-1, JsonText.Unescape(bytes, new byte[bytes.Length]));
        Assert.False(JsonText.IsWellFormed(bytes));
    }

    [Fact]
    public void Transcode_RandomText_IsAsTheSerializerReadsIt()
    {
        foreach (var seed in FuzzSeeds.Take(usual: 5_000))
        {
            var random = new Random(seed);
            var values = new RandomValues(random);
            var text = string.Concat(Enumerable.Range(0, random.Next(300)).Select(_ => values.Text()));
            var json = new JsonSpelling(random).Write(text);
            var bytes = Encoding.UTF8.GetBytes(json[1..^1]);
            var characters = new char[bytes.Length];
            var count = JsonText.Transcode(bytes, IsEscaped(json), characters);

            Assert.True(JsonSerializer.Deserialize<string>(json) == new string(characters, 0, count), $"GATEWAY_FUZZ_SEED={seed}: {json}");
            Assert.Equal(text.EnumerateRunes().Count(), JsonText.CountCodePoints(bytes, IsEscaped(json)));
        }
    }

    private static bool IsEscaped(string text) => text.Contains('\\', StringComparison.Ordinal);
}
