using System.Text;
using Xunit;

namespace Gateway.Core.Tests.Validation.Formats;

/// <summary>Texts chosen to be slow or to be read wrong. What goes back, or copies what is left, would not end in a test's time.</summary>
public class HostileTextTests
{
    private const int Megabyte = 1024 * 1024;

    // The formats in which a text can be as long as it likes; all others have a longest one.
    private static readonly string[] Endless =
    [
        "date-time", "duration", "iri", "iri-reference", "json-pointer", "relative-json-pointer", "time", "uri", "uri-reference", "uri-template",
    ];

    private static readonly string[] Pieces =
    [
        "a", "A", "1", "0", "-", ".", ":", "/", "?", "#", "@", "%", "%41", "~", "~0", "\"", "\\", "\\\"", "[", "]", "{", "}", "{a}", "{a,", "*", ",",
        " ", "\n", "\0", "T", "P", "1D", "1H", "+", "\u00fc", "\u0300", "\u05d0", "\u0628\u200c", "\u0660", "\u30fb", "\u3002", "\ud83d\ude00",
        "\ud800", "\udc00", "\uffff", "xn--", "a.", "\u00fc.", "::", "1:",
    ];

    public static TheoryData<string> Names => [.. KnownFormats.All.Select(format => format.Name)];

    [Fact]
    public void Check_MegabyteOfOnePiece_EndsAndIsRefusedUnlessEndless()
    {
        foreach (var (piece, pieces) in Pieces.Select(piece => (piece, Repeat(piece))))
        {
            foreach (var (name, right, _) in KnownFormats.All)
            {
                var check = KnownFormats.Get(name);
                var middle = right.Length / 2;
                foreach (var text in (string[])[pieces, right + pieces, pieces + right, right[..middle] + pieces + right[middle..]])
                {
                    Assert.True(!check(text) || Endless.Contains(name), $"{name} of {piece}");
                }
            }
        }
    }

    [Theory]
    [InlineData("time", "00:00:00.", "1", "Z")]
    [InlineData("date-time", "2024-01-01T00:00:00.", "1", "Z")]
    [InlineData("duration", "P", "1", "D")]
    [InlineData("json-pointer", "", "/~0", "")]
    [InlineData("relative-json-pointer", "1", "0", "#")]
    [InlineData("uri", "a:", "%41", "")]
    [InlineData("uri", "http://", "a.", "/")]
    [InlineData("uri", "http://host:", "1", "")]
    [InlineData("iri", "http://[v1.", ":", "]")]
    [InlineData("iri-reference", "?", "\ud83d\ude00", "#")]
    [InlineData("uri-reference", "", "../", "")]
    [InlineData("uri-template", "", "{a.b,c:1}", "")]
    [InlineData("uri-template", "{a", ",%41*", "}")]
    public void Check_RightTextOfAMegabyte_IsRight(string name, string start, string piece, string end)
    {
        var text = start + Repeat(piece) + end;

        Assert.True(KnownFormats.Get(name)(text));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Check_EmptyText_IsRightForPointersReferencesAndTemplatesOnly(string name) =>
        Assert.Equal(name is "json-pointer" or "uri-reference" or "iri-reference" or "uri-template", KnownFormats.Get(name)(""));

    // Lone halves of a pair stand in none of the texts that attributes hold: what compiles those makes U+FFFD of them.
    [Theory]
    [MemberData(nameof(Names))]
    public void Check_StrangeCharacterAnywhere_IsRefusedButWhereTheGrammarHasIt(string name)
    {
        var check = KnownFormats.Get(name);
        var right = KnownFormats.All.First(format => format.Name == name).Right;
        foreach (var strange in (string[])["\0", "\n", "\ud800", "\udc00", "\u202e", "\u0085"])
        {
            for (var place = 0; place <= right.Length; place++)
            {
                var text = right.Insert(place, strange);

                Assert.True(!check(text) || IsInGrammar(name, strange, text[place..]), $"{place} of {text}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Check_PartOfALongerText_LooksNoFurther(string name)
    {
        var check = KnownFormats.Get(name);
        var (_, right, wrong) = KnownFormats.All.First(format => format.Name == name);
        var random = new Random(7);
        for (var i = 0; i < 20_000; i++)
        {
            var text = Draw(random, right) + Pieces[random.Next(Pieces.Length)] + Draw(random, wrong);

            Assert.Equal(check(text), check($"{Pieces[i % Pieces.Length]}{text}{right}".AsSpan(Pieces[i % Pieces.Length].Length, text.Length)));
        }
    }

    /// <summary>A pointer's names have any character that JSON has, a template all of an IRI, and an address all beyond ASCII before its @.</summary>
    private static bool IsInGrammar(string name, string strange, string rest) => name switch
    {
        "json-pointer" or "relative-json-pointer" => true,
        "uri-template" => strange is "\u202e",
        "idn-email" => strange is "\u202e" or "\u0085" && rest.Contains('@', StringComparison.Ordinal),
        _ => false,
    };

    private static string Repeat(string piece) => new StringBuilder(Megabyte).Insert(0, piece, Megabyte / piece.Length).ToString();

    private static string Draw(Random random, string text)
    {
        var start = random.Next(text.Length + 1);
        return text[start..random.Next(start, text.Length + 1)];
    }
}
