using Gateway.Core.Pipeline;
using Xunit;

namespace Gateway.Core.Tests.Pipeline;

public class GatewayStepPositionTests
{
    private static readonly GatewayStepPosition[] Ascending =
    [
        GatewayStepPosition.Before(GatewayStepAnchor.Stage),
        GatewayStepPosition.At(GatewayStepAnchor.Stage),
        GatewayStepPosition.After(GatewayStepAnchor.Stage),
        GatewayStepPosition.Before(GatewayStepAnchor.ResourcePolicy),
        GatewayStepPosition.At(GatewayStepAnchor.ResourcePolicy),
        GatewayStepPosition.After(GatewayStepAnchor.ResourcePolicy),
        GatewayStepPosition.Before(GatewayStepAnchor.AddressThrottle),
        GatewayStepPosition.At(GatewayStepAnchor.AddressThrottle),
        GatewayStepPosition.After(GatewayStepAnchor.AddressThrottle),
        GatewayStepPosition.Before(GatewayStepAnchor.ApiKey),
        GatewayStepPosition.At(GatewayStepAnchor.ApiKey),
        GatewayStepPosition.After(GatewayStepAnchor.ApiKey),
        GatewayStepPosition.Before(GatewayStepAnchor.Admission),
        GatewayStepPosition.At(GatewayStepAnchor.Admission),
        GatewayStepPosition.After(GatewayStepAnchor.Admission),
        GatewayStepPosition.Before(GatewayStepAnchor.RequestValidation),
        GatewayStepPosition.At(GatewayStepAnchor.RequestValidation),
        GatewayStepPosition.After(GatewayStepAnchor.RequestValidation),
        GatewayStepPosition.Before(GatewayStepAnchor.ResponseValidation),
        GatewayStepPosition.At(GatewayStepAnchor.ResponseValidation),
        GatewayStepPosition.After(GatewayStepAnchor.ResponseValidation),
        GatewayStepPosition.Before(GatewayStepAnchor.Mapping),
        GatewayStepPosition.At(GatewayStepAnchor.Mapping),
        GatewayStepPosition.After(GatewayStepAnchor.Mapping),
        GatewayStepPosition.Before(GatewayStepAnchor.Handler),
    ];

    [Fact]
    public void CompareTo_AllPlaces_FollowTheOrderOfTheAnchors()
    {
        for (var i = 0; i < Ascending.Length; i++)
        {
            for (var j = 0; j < Ascending.Length; j++)
            {
                var (one, other) = (Ascending[i], Ascending[j]);
                Assert.Equal(i.CompareTo(j), Math.Sign(one.CompareTo(other)));
                bool[] expected = [i < j, i > j, i <= j, i >= j, i == j];
                bool[] actual = [one < other, one > other, one <= other, one >= other, one == other];
                Assert.Equal(expected, actual);
            }
        }
    }

    [Fact]
    public void Anchor_Numbers_AreTheOrder() => Assert.Equal(
        "Stage=100 ResourcePolicy=200 AddressThrottle=300 Authorizer=400 ApiKey=500 Admission=600 RequestValidation=700 ResponseValidation=850 Mapping=900 Handler=1000",
        string.Join(' ', Enum.GetValues<GatewayStepAnchor>().Select(anchor => $"{anchor}={(int)anchor}")));

    [Fact]
    public void After_Handler_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => GatewayStepPosition.After(GatewayStepAnchor.Handler));

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public void BeforeAndAfter_NoNamedAnchor_Throw(int anchor)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => GatewayStepPosition.Before((GatewayStepAnchor)anchor));
        Assert.Throws<ArgumentOutOfRangeException>(() => GatewayStepPosition.After((GatewayStepAnchor)anchor));
    }
}
