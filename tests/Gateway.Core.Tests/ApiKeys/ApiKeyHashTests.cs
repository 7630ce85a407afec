using Gateway.Core.ApiKeys;
using Gateway.Core.Tests.Support;
using Xunit;

namespace Gateway.Core.Tests.ApiKeys;

public class ApiKeyHashTests
{
    [Fact]
    public void TryParse_BothCasesOfTheDigits_GiveTheSameHash()
    {
        var hash = ApiKeyHash.Compute(TestKeys.Alice);

        Assert.True(ApiKeyHash.TryParse(hash.ToString(), out var lower));
        Assert.True(ApiKeyHash.TryParse(hash.ToString().ToUpperInvariant(), out var upper));
        Assert.Equal(hash, lower);
        Assert.Equal(hash, upper);
        Assert.True(hash.FixedTimeEquals(upper));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("zz00000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("00000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("0x00000000000000000000000000000000000000000000000000000000000000")]
    [InlineData(" 000000000000000000000000000000000000000000000000000000000000000")]
    public void TryParse_AnythingButSixtyFourHexadecimalDigits_IsFalse(string? hex) => Assert.False(ApiKeyHash.TryParse(hex, out _));

    [Fact]
    public void Equals_OneBitDifferentAnywhere_IsFalseAndSoIsTheProof()
    {
        var bytes = Convert.FromHexString(ApiKeyHash.Compute(TestKeys.Alice).ToString());
        Assert.True(ApiKeyHash.TryParse(Convert.ToHexString(bytes), out var original));
        for (var bit = 0; bit < 256; bit++)
        {
            var other = (byte[])bytes.Clone();
            other[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.True(ApiKeyHash.TryParse(Convert.ToHexString(other), out var different));
            Assert.False(original.Equals(different));
            Assert.False(original.Equals((object)different));
            Assert.False(original.FixedTimeEquals(different));
        }
    }

    /// <summary>
    /// <see cref="HashCode"/> is seeded anew in every process, so nobody outside can choose values that fall into one bucket. The seed
    /// itself cannot be changed inside one process; what can be checked is that no bits of SHA-256 are used without it.
    /// </summary>
    [Fact]
    public void GetHashCode_OfAHash_IsTheSeededCombinationOfItsFirstHalf()
    {
        var hash = ApiKeyHash.Compute(TestKeys.Alice);
        var bytes = Convert.FromHexString(hash.ToString());

        Assert.Equal(HashCode.Combine(BitConverter.ToUInt64(bytes, 0), BitConverter.ToUInt64(bytes, 8)), hash.GetHashCode());
    }
}
