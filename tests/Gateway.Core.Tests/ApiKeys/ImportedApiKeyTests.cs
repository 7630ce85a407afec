using Gateway.Core.ApiKeys;
using Gateway.Core.Tests.Support;
using Xunit;

namespace Gateway.Core.Tests.ApiKeys;

public class ImportedApiKeyTests
{
    private const string ValueRule =
        "A key's value must be 20 to 128 printable ASCII characters without comma, double quote and space; "
        + "one that begins with 'gw_' must have the form that ApiKey.Create() makes, checksum included. (Parameter 'value')";

    [Theory]
    [InlineData(19, false)]
    [InlineData(20, true)]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public void IsWellFormed_ForeignValue_TakesTwentyTo128Characters(int length, bool expected) =>
        Assert.Equal(expected, ApiKeyFormat.IsWellFormed(new string('k', length)));

    [Fact]
    public void IsWellFormed_EveryCharacterThereIs_TakesPrintableAsciiWithoutCommaQuoteAndSpace()
    {
        const string Rest = "0123456789012345678";
        for (var code = 0; code <= char.MaxValue; code++)
        {
            var c = (char)code;
            var expected = c is > ' ' and <= '~' and not ',' and not '"';
            Assert.Equal(expected, ApiKeyFormat.IsWellFormed(c + Rest));
            Assert.Equal(expected, ApiKeyFormat.IsWellFormed(Rest + c));
        }
    }

    [Theory]
    [InlineData("gw_01234567890123456")]
    [InlineData("gw__UDTf5DTtUmB9LjsSMpZEnO_0MSzSW")]
    [InlineData("gw_demo_UDTf5DTtUmB9LjsSMpZEnO_0MSzSX")]
    [InlineData("gw_demo_UDTf5DTtUmB9LjsSMpZEnO")]
    [InlineData("gw_DEMO_UDTf5DTtUmB9LjsSMpZEnO_0MSzSW")]
    public void ComputeHash_PrefixWithoutTheWholeForm_ThrowsTheRuleWithoutTheValue(string value)
    {
        var exception = Assert.Throws<ArgumentException>(nameof(value), () => ApiKey.ComputeHash(value));

        Assert.Equal(ValueRule, exception.Message);
    }

    [Fact]
    public void ComputeHash_ValueFromElsewhere_IsSha256OfItsCharacters() =>
        Assert.Equal("dd65eea0329dcb94b17187af9dff28c31a1d78026737a16af75979a1fa4618e5", ApiKey.ComputeHash("abcdefghijklmnopqrst"));

    [Theory]
    [InlineData("live", true)]
    [InlineData("0", true)]
    [InlineData("0123456789abcdef", true)]
    [InlineData("0123456789abcdefg", false)]
    [InlineData("", false)]
    [InlineData("Live", false)]
    [InlineData("li_ve", false)]
    [InlineData("li-ve", false)]
    [InlineData("live ", false)]
    [InlineData("lïve", false)]
    [InlineData("٣", false)]
    public void Create_Label_IsOneToSixteenLowerCaseLettersAndDigits(string label, bool isValid)
    {
        if (isValid)
        {
            Assert.StartsWith($"gw_{label}_", ApiKey.Create(label).Value, StringComparison.Ordinal);
        }
        else
        {
            var exception = Assert.Throws<ArgumentException>(nameof(label), () => ApiKey.Create(label));
            Assert.Equal($"The label '{label}' must be 1 to 16 lower-case letters and digits. (Parameter 'label')", exception.Message);
        }
    }

    [Fact]
    public void Create_Hash_IsTheOneThatTheStoreKeeps()
    {
        var key = ApiKey.Create();

        Assert.Equal(ApiKey.ComputeHash(key.Value), key.Hash);
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(key.Value))), key.Hash);
    }

    [Theory]
    [InlineData(TestKeys.Alice, "gw_demo_…SzSW")]
    [InlineData("abcdefghijklmnopqrst", "…qrst")]
    [InlineData("my_very_secret_imported_value", "…alue")]
    [InlineData("short", "…")]
    [InlineData("gw_demo_UDTf5DTtUmB9LjsSMpZEnO_0MSzSX", "…")]
    public void Mask_AnyValue_ShowsAtMostLabelAndLastFour(string value, string expected) => Assert.Equal(expected, ApiKeyFormat.Mask(value));

    [Fact]
    public void ToString_NewKey_IsItsMask()
    {
        var key = new NewApiKey(TestKeys.Alice, ApiKey.ComputeHash(TestKeys.Alice));

        Assert.Equal("gw_demo_…SzSW", key.ToString());
        Assert.Equal("gw_demo_…SzSW", $"{key}");
    }
}
