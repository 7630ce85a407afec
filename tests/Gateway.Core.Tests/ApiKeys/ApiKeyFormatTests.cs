using Gateway.Core.ApiKeys;
using Gateway.Core.Tests.Support;
using Xunit;

namespace Gateway.Core.Tests.ApiKeys;

public class ApiKeyFormatTests
{
    private const string Base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    public static TheoryData<string> Keys => new(
        TestKeys.Alice, TestKeys.Bob, ApiKey.Create("a").Value, ApiKey.Create().Value, ApiKey.Create("0123456789abcdef").Value);

    [Theory]
    [InlineData("live")]
    [InlineData("a")]
    [InlineData("0123456789abcdef")]
    public void Create_AnyLabel_HasFourPartsOfTheStatedAlphabets(string label)
    {
        var value = ApiKey.Create(label).Value;

        Assert.Matches($"\\Agw_{label}_[0-9A-Za-z]{{22}}_[0-9A-Za-z]{{6}}\\z", value);
    }

    [Fact]
    public void Create_RandomPart_HasAtLeast128Bits() => Assert.True(22 * Math.Log2(62) >= 128);

    [Fact]
    public void Create_TenThousandTimes_UsesEveryCharacterAtEveryPlaceAndNeverRepeats()
    {
        var seen = Enumerable.Range(0, 22).Select(_ => new HashSet<char>()).ToArray();
        var values = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < 10_000; i++)
        {
            var value = ApiKey.Create().Value;
            Assert.True(values.Add(value));
            for (var place = 0; place < 22; place++)
            {
                seen[place].Add(value["gw_live_".Length + place]);
            }
        }

        // That one of 22 × 62 is never drawn in 10,000 keys has a chance below 10^-67.
        Assert.All(seen, characters => Assert.Equal(62, characters.Count));
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Create_Checksum_IsCrc32COfAllBeforeItInBase62(string value)
    {
        var crc = Crc32C(value[..^7]);
        var expected = new char[6];
        for (var i = 5; i >= 0; i--, crc /= 62)
        {
            expected[i] = Base62[(int)(crc % 62)];
        }

        Assert.Equal(new string(expected), value[^6..]);
    }

    [Fact]
    public void Crc32C_OfTheStandardsCheckInput_IsTheStandardsCheckValue() => Assert.Equal(0xE3069283u, Crc32C("123456789"));

    /// <summary>
    /// CRC-32C finds every error within 32 neighbouring bits, so every change of one character and every swap of two neighbours before
    /// the checksum. The checksum itself is compared as text. What no longer begins with "gw_" counts as a value from elsewhere, which
    /// has no checksum: only the look-up can refuse it.
    /// </summary>
    [Theory]
    [MemberData(nameof(Keys))]
    public void IsWellFormed_OneCharacterChangedAfterThePrefix_IsFalse(string value)
    {
        for (var place = 3; place < value.Length; place++)
        {
            for (var c = '!'; c <= '~'; c++)
            {
                if (c != value[place])
                {
                    var changed = $"{value[..place]}{c}{value[(place + 1)..]}";
                    Assert.False(ApiKeyFormat.IsWellFormed(changed), changed);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void IsWellFormed_NeighboursSwappedAfterThePrefix_IsFalse(string value)
    {
        for (var place = 3; place + 1 < value.Length; place++)
        {
            var swapped = $"{value[..place]}{value[place + 1]}{value[place]}{value[(place + 2)..]}";
            Assert.Equal(swapped == value, ApiKeyFormat.IsWellFormed(swapped));
        }
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void IsWellFormed_OneCharacterMissingOrTwiceAfterThePrefix_IsFalse(string value)
    {
        Assert.True(ApiKeyFormat.IsWellFormed(value));
        for (var place = 3; place < value.Length; place++)
        {
            Assert.False(ApiKeyFormat.IsWellFormed(value.Remove(place, 1)));
            Assert.False(ApiKeyFormat.IsWellFormed(value.Insert(place, value[place].ToString())));
        }
    }

    [Theory]
    [InlineData("Gw_demo_UDTf5DTtUmB9LjsSMpZEnO_0MSzSW")]
    [InlineData("g_wdemo_UDTf5DTtUmB9LjsSMpZEnO_0MSzSW")]
    public async Task LookUp_ErrorInThePrefix_IsUnknownLikeAnyForeignValue(string value)
    {
        using var lab = new ApiKeyLab();
        lab.Store.Save(ApiKeyLab.KeyOf(TestKeys.Alice));

        Assert.True(ApiKeyFormat.IsWellFormed(value));
        Assert.Equal(ApiKeyFailure.Unknown, (await lab.PresentAsync(value)).Failure);
    }

    /// <summary>Bit by bit from the definition: reflected polynomial 0x82F63B78, all ones at both ends.</summary>
    private static uint Crc32C(string text)
    {
        var crc = uint.MaxValue;
        foreach (var c in text)
        {
            crc ^= c;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0x82F63B78u);
            }
        }

        return ~crc;
    }
}
