using System.Text;
using System.Text.Json;
using Gateway.Core.Pipeline.Documents;
using Gateway.Core.Tests.Support.Schemas;
using Xunit;

namespace Gateway.Core.Tests.Pipeline.Documents;

public class MemberNameTests
{
    private static readonly string[] Characters = ["a", "A", "z", "@", "`", "é", "É", "ß", "ı", "😀", "\"", "\u212A", "\u0250", "\u2C6F"];

    [Theory]
    [InlineData("qty", @"q\u0074y", false, true)]
    [InlineData("qty", @"Q\u0054Y", true, true)]
    [InlineData("qty", @"Q\u0054Y", false, false)]
    [InlineData("a/b", @"a\/b", false, true)]
    [InlineData(@"\n", @"\u000a", false, true)]
    [InlineData("😀", @"\ud83d\ude00", false, true)]
    [InlineData("É", "é", true, true)]
    [InlineData("É", @"\u00e9", true, true)]
    [InlineData("É", "é", false, false)]
    [InlineData("Straße", "STRASSE", true, false)]
    [InlineData("k", "\u212A", true, false)]
    [InlineData("s", "\u017F", true, false)]
    [InlineData("i", "\u0131", true, false)]
    [InlineData("i", "\u0130", true, false)]
    [InlineData("Σ", "ς", true, true)]
    [InlineData("\U00010400", "\U00010428", true, true)]
    [InlineData("\u0250", @"\u2c6f", true, true)]
    [InlineData("\u2C6F", @"\u0250", true, true)]
    [InlineData("\u2C6F", @"\u0250", false, false)]
    [InlineData("a", @"\u0061", false, true)]
    [InlineData(@"\\", @"\u005c", false, true)]
    [InlineData("a@", "a`", true, false)]
    [InlineData("[", "{", true, false)]
    [InlineData("", "", true, true)]
    [InlineData("a", "", true, false)]
    public void Equals_Names_AreOneAsTheSerializerHasIt(string left, string right, bool ignoresCase, bool expected)
    {
        Assert.Equal(expected, AreEqual(left, right, ignoresCase));
        Assert.Equal(expected, AreEqual(right, left, ignoresCase));
        Assert.True(!expected || GetHash(left, ignoresCase) == GetHash(right, ignoresCase));
    }

    [Theory]
    [InlineData('@', '`')]
    [InlineData('[', '{')]
    [InlineData('\u0001', '!')]
    [InlineData('\u0010', '0')]
    [InlineData('_', '\u007F')]
    [InlineData('A', '!')]
    public void GetHash_NamesThatDifferInMoreThanCase_CannotBeMadeToCollide(char one, char other)
    {
        const int Length = 14;
        var hashes = new HashSet<int>();
        for (var bits = 0; bits < 1 << Length; bits++)
        {
            var name = new string([.. Enumerable.Range(0, Length).Select(i => (bits >> i & 1) == 0 ? one : other)]);
            hashes.Add(MemberName.GetHash(Encoding.ASCII.GetBytes(name), isEscaped: false, ignoresCase: true));
        }

        // Some share one by chance, as any 16,384 of 2³² do.
        Assert.InRange(hashes.Count, (1 << Length) - 10, 1 << Length);
    }

    [Fact]
    public void GetHash_EveryAsciiPairThatIsOneName_IsTheSame()
    {
        for (var one = 0; one < 0x80; one++)
        {
            for (var other = 0; other < 0x80; other++)
            {
                string[] names = [$"{(char)one}", $"12345678{(char)one}x", $"{new string((char)one, 17)}"];
                foreach (var name in names)
                {
                    var otherName = name.Replace((char)one, (char)other);
                    var isSame = name.Equals(otherName, StringComparison.OrdinalIgnoreCase);
                    Assert.True(!isSame || Hash(name) == Hash(otherName), $"{one} {other}");
                }
            }
        }

        static int Hash(string name) => MemberName.GetHash(Encoding.ASCII.GetBytes(name), isEscaped: false, ignoresCase: true);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Equals_LengthsThatCannotMatch_UnescapesNothing(bool ignoresCase)
    {
        var escaped = new byte[40_000_000];
        escaped.AsSpan().Fill((byte)'\\');
        MemberName.Equals("a"u8, false, "b"u8, true, ignoresCase);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.False(MemberName.Equals(escaped, true, "x"u8, false, ignoresCase));
        Assert.False(MemberName.Equals("x"u8, false, escaped, true, ignoresCase));
        Assert.False(MemberName.Equals(escaped, true, @"\u0061"u8, true, ignoresCase));
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Equals_EveryCharacterAgainstItsCases_IsOrdinalIgnoreCase()
    {
        for (var unit = 0x80; unit <= char.MaxValue; unit++)
        {
            var character = (char)unit;
            if (!char.IsSurrogate(character))
            {
                Check(character.ToString(), char.ToUpperInvariant(character).ToString(), true);
                Check(character.ToString(), char.ToLowerInvariant(character).ToString(), true);
                Check($"a{character}", $"A{char.ToUpperInvariant(char.ToLowerInvariant(character))}", true);
            }
        }
    }

    [Fact]
    public void Equals_EveryCharacterAgainstAscii_IsOrdinalIgnoreCase()
    {
        for (var unit = 0x80; unit <= char.MaxValue; unit++)
        {
            var text = ((char)unit).ToString();
            var equal = Enumerable.Range(0, 0x80).Where(ascii => string.Equals(text, ((char)ascii).ToString(), StringComparison.OrdinalIgnoreCase));

            // The hash relies on it: names of ASCII have one of their own.
            Assert.Empty(equal);
        }
    }

    [Fact]
    public void Equals_RandomNames_IsStringEquals()
    {
        foreach (var seed in FuzzSeeds.Take(usual: 20_000))
        {
            var random = new Random(seed);
            var left = Create(random, random.Next(20));
            var right = random.Next(3) == 0 ? Create(random, random.Next(20)) : left;
            right = random.Next(3) switch { 0 => right.ToUpperInvariant(), 1 => right.ToLowerInvariant(), _ => right };
            Check(new JsonSpelling(random).Write(left)[1..^1], new JsonSpelling(random).Write(right)[1..^1], random.Next(2) == 0);
        }
    }

    private static string Create(Random random, int length) =>
        string.Concat(Enumerable.Range(0, length).Select(_ => Characters[random.Next(Characters.Length)]));

    private static void Check(string left, string right, bool ignoresCase)
    {
        var comparison = ignoresCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        var expected = string.Equals(Unescape(left), Unescape(right), comparison);
        if (AreEqual(left, right, ignoresCase) != expected || (expected && GetHash(left, ignoresCase) != GetHash(right, ignoresCase)))
        {
            Assert.Fail($"'{left}' and '{right}' {(expected ? "are" : "are not")} one when case {(ignoresCase ? "is" : "is not")} ignored.");
        }
    }

    private static string Unescape(string text) => JsonSerializer.Deserialize<string>($"\"{text}\"")!;

    private static bool AreEqual(string left, string right, bool ignoresCase) =>
        MemberName.Equals(Encoding.UTF8.GetBytes(left), IsEscaped(left), Encoding.UTF8.GetBytes(right), IsEscaped(right), ignoresCase);

    private static int GetHash(string name, bool ignoresCase) =>
        MemberName.GetHash(Encoding.UTF8.GetBytes(name), IsEscaped(name), ignoresCase);

    private static bool IsEscaped(string text) => text.Contains('\\', StringComparison.Ordinal);
}
