using System.Globalization;
using System.Text;
using Gateway.Core.Pipeline.Documents;
using Xunit;

namespace Gateway.Core.Tests.Pipeline.Documents;

public class JsonNumberTests
{
    private static readonly string Hundred = new('9', 100);

    [Theory]
    [InlineData("9007199254740993", "9007199254740992", 1)]
    [InlineData("9007199254740993", "9007199254740993.0000000000000000001", -1)]
    [InlineData("-9007199254740993", "-9007199254740992", -1)]
    [InlineData("1e999999", "1e308", 1)]
    [InlineData("1e-999999", "0", 1)]
    [InlineData("-1e999999", "-1e999998", -1)]
    [InlineData("1e999999999", "1e1000000000", -1)]
    [InlineData("0.1e1", "1", 0)]
    [InlineData("-0", "0", 0)]
    [InlineData("-0.0e5", "0e-99", 0)]
    [InlineData("-1", "0", -1)]
    [InlineData("-1", "1", -1)]
    [InlineData("0", "-1e-30", 1)]
    [InlineData("123456789012345678", "123456789012345679", -1)]
    [InlineData("1234567890123456789", "1234567890123456788", 1)]
    [InlineData("1234567890123456789e1", "12345678901234567890.5", -1)]
    public void CompareTo_Numbers_AreInTheirOrder(string left, string right, int order)
    {
        Assert.Equal(order, Math.Sign(Parse(left).CompareTo(Parse(right))));
        Assert.Equal(-order, Math.Sign(Parse(right).CompareTo(Parse(left))));
        Assert.Equal(order == 0, Parse(left).Equals(Parse(right)));
    }

    [Theory]
    [InlineData("0.0075", "0.0001", true)]
    [InlineData("0.00751", "0.0001", false)]
    [InlineData("4.02", "0.01", true)]
    [InlineData("1e308", "0.123456789", false)]
    [InlineData("1e308", "0.5", true)]
    [InlineData("12391239123", "1e-8", true)]
    [InlineData("-6", "3", true)]
    [InlineData("-0", "7", true)]
    [InlineData("1e-400", "1", false)]
    [InlineData("1e1000000000", "3", false)]
    [InlineData("3e1000000000", "3", true)]
    [InlineData("1e1000000000", "1e-1000000000", true)]
    [InlineData("1e-1000000000", "1e1000000000", false)]
    [InlineData("9007199254740993", "2", false)]
    [InlineData("1.5", "0.75", true)]
    [InlineData("15", "10", false)]
    public void IsMultipleOf_Divisor_IsExact(string number, string divisor, bool expected) =>
        Assert.Equal(expected, Parse(number).IsMultipleOf(Parse(divisor)));

    [Theory]
    [InlineData("1", "1.0", "1e0", "10e-1", "0.1E+1", "1000e-3", "1.00000000000000000000000000000")]
    [InlineData("0", "-0", "0.0", "0e7", "-0E-9", "0.00000000000000000000000000000")]
    [InlineData("12345678901234567890", "1234567890123456789e1", "12345678901234567890.00", "1.2345678901234567890e19", "12345678901234567890e0")]
    [InlineData("0.001", "1e-3", "0.1e-2", "0.00000000000000000000000001e23")]
    [InlineData("100000000000000000000", "1e20", "1E+20", "0.1e21", "100000000000000000000.0")]
    public void Equals_Spellings_AreOneNumberWithOneHash(params string[] spellings)
    {
        var first = Parse(spellings[0]);

        Assert.All(spellings, text => Assert.Equal(first, Parse(text)));
        Assert.All(spellings, text => Assert.Equal(first.GetHashCode(), Parse(text).GetHashCode()));
    }

    [Theory]
    [InlineData("1.0", true)]
    [InlineData("1.5", false)]
    [InlineData("15e-1", false)]
    [InlineData("1.5e1", true)]
    [InlineData("-0.0", true)]
    [InlineData("9007199254740993.01", false)]
    [InlineData("1e-1000000001", false)]
    public void IsInteger_Number_GoesByItsValue(string text, bool expected) => Assert.Equal(expected, Parse(text).IsInteger);

    [Theory]
    [InlineData("0", 0)]
    [InlineData("3.0", 3)]
    [InlineData("1e3", 1000)]
    [InlineData("999999999999999999", 999_999_999_999_999_999)]
    [InlineData("1e17", 100_000_000_000_000_000)]
    [InlineData("1e18", long.MaxValue)]
    [InlineData("1e400", long.MaxValue)]
    public void ToInt64Saturated_Number_StopsAtTheLargest(string text, long expected) => Assert.Equal(expected, Parse(text).ToInt64Saturated());

    [Fact]
    public void CompareTo_HundredDigits_IsExact()
    {
        Assert.Equal(0, Parse(Hundred).CompareTo(Parse(Hundred + ".000")));
        Assert.Equal(1, Parse(Hundred).CompareTo(Parse(Hundred[..^1] + "8.9")));
        Assert.True(Parse(Hundred).IsMultipleOf(Parse("1" + new string('1', 99))));
        Assert.False(Parse(Hundred[..^1] + "8").IsMultipleOf(Parse("1" + new string('1', 99))));
    }

    [Theory]
    [InlineData("1e2147483647", "1e1000000000")]
    [InlineData("1e99999999999999999999", "1e1000000000")]
    [InlineData("1e-99999999999999999999", "1e-1000000000")]
    public void Parse_ExponentBeyondAll_CountsAsTheLast(string text, string other) => Assert.Equal(Parse(other), Parse(text));

    private static JsonNumber Parse(string text)
    {
        Assert.True(double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _));
        return JsonNumber.Parse(Encoding.UTF8.GetBytes(text));
    }
}
