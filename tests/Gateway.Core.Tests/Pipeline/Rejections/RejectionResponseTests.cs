using Gateway.Core.Pipeline.Rejections;
using Xunit;

namespace Gateway.Core.Tests.Pipeline.Rejections;

public class RejectionResponseTests
{
    [Fact]
    public void Body_OfEveryReasonInBothModes_IsUnder400Bytes()
    {
        var lengths = RejectionReasonTable.All.SelectMany(reason => new[]
        {
            RejectionResponse.CreateStandard(reason, reason.Status).Body.Length,
            RejectionResponse.CreateReference(reason, reason.ReferenceStatus).Body.Length,
        });

        Assert.All(lengths, length => Assert.InRange(length, """{"message":null}""".Length, 399));
    }
}
