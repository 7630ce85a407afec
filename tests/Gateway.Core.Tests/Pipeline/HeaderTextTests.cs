using Gateway.Core.Pipeline;
using Xunit;

namespace Gateway.Core.Tests.Pipeline;

public class HeaderTextTests
{
    [Fact]
    public void For_EveryCharacter_NeverGivesOneThatEndsALine()
    {
        for (var character = 0; character <= char.MaxValue; character++)
        {
            var value = $"a{(char)character}b";
            var request = HeaderText.ForRequest(value);
            var response = HeaderText.ForResponse(value);

            Assert.DoesNotContain(request, IsControl);
            Assert.All(response, c => Assert.True(c is (>= ' ' and <= '~') or '\t'));
            if (char.IsSurrogate((char)character))
            {
                // Half a pair is no character: it becomes the one that stands for that.
                Assert.Equal("a%EF%BF%BDb", response);
            }
            else
            {
                Assert.Equal(value, Uri.UnescapeDataString(response.Replace("%25", "%2525", StringComparison.Ordinal)));
                Assert.Equal(value, IsControl((char)character) ? Uri.UnescapeDataString(request) : request);
            }
        }
    }

    [Theory]
    [InlineData("X-Tenant", true)]
    [InlineData("x!#$%&'*+-.^_`|~9", true)]
    [InlineData("", false)]
    [InlineData("a b", false)]
    [InlineData("a:", false)]
    [InlineData("a\r\n", false)]
    [InlineData("é", false)]
    public void IsName_Text_IsAToken(string name, bool expected) => Assert.Equal(expected, HeaderText.IsName(name));

    private static bool IsControl(char c) => (c < ' ' && c != '\t') || c is >= '\u007F' and <= '\u009F' or '\u2028' or '\u2029';
}
