using Gateway.Core.Pipeline.Responses;
using Xunit;

namespace Gateway.Core.Tests.Pipeline.Responses;

public class StatusTableTests
{
    private readonly StatusTable<string> _table = new(
    [
        KeyValuePair.Create<string?, string>("404", "one"),
        KeyValuePair.Create<string?, string>(null, "all"),
        KeyValuePair.Create<string?, string>(@"4\d{2}", "first pattern"),
        KeyValuePair.Create<string?, string>("41.|5..", "second pattern"),
    ]);

    [Theory]
    [InlineData(404, "one")]
    [InlineData(400, "first pattern")]
    [InlineData(418, "second pattern")]
    [InlineData(503, "second pattern")]
    [InlineData(200, "all")]
    [InlineData(999, "all")]
    [InlineData(99, null)]
    [InlineData(1_000, null)]
    [InlineData(-1, null)]
    public void Find_Status_IsOneThenTheLaterPatternThenAll(int status, string? expected) => Assert.Equal(expected, _table.Find(status));

    [Fact]
    public void Find_NothingForAll_IsNull() =>
        Assert.Null(new StatusTable<string>([KeyValuePair.Create<string?, string>("404", "one")]).Find(200));

    [Theory]
    [InlineData(StatusPattern.Success, 100)]
    [InlineData("(?:2|3).0", 20)]
    [InlineData("404|410", 2)]
    [InlineData("04", 0)]
    [InlineData("(?i).+", 900)]
    public void FindStatuses_Pattern_HasToMatchTheWholeStatus(string pattern, int count) => Assert.Equal(count, StatusPattern.FindStatuses(pattern).Count());
}
