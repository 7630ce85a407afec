using Gateway.Core.Validation.Formats;
using Xunit;

namespace Gateway.Core.Tests.Validation.Formats;

public class UuidFormatsTests
{
    [Theory]
    [InlineData("ffffffff-ffff-ffff-ffff-ffffffffffff", true)]
    [InlineData("{2eb8aa08-aa98-11ea-b4aa-73b441d16380}", false)]
    [InlineData("2eb8aa08-aa98-11ea-b4aa73b441d163801", false)]
    [InlineData("2eb8aa08-aa98-11ea-b4aa-73b441d1638\uff10", false)]
    public void IsUuid_Forms_AreOnlyTheOneWithFourHyphens(string text, bool expected) => Assert.Equal(expected, UuidFormats.IsUuid(text));
}
