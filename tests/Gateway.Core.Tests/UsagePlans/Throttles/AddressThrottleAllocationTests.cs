using System.Net;
using Gateway.Core.Pipeline;
using Gateway.Core.Tests.Support;
using Gateway.Core.UsagePlans.Throttles;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Gateway.Core.Tests.UsagePlans.Throttles;

[Collection(nameof(MeasuredAlone))]
public class AddressThrottleAllocationTests
{
    [Theory]
    [InlineData("192.0.2.1")]
    [InlineData("2001:db8:1:2::1")]
    [InlineData("::ffff:192.0.2.1")]
    public void InvokeAsync_Accepted_AllocatesNothing(string address)
    {
        using var lab = new AddressLab();
        var step = new AddressThrottleStep([lab.Limits.Get("one", 1_000_000, 10_000_000), lab.Limits.Get("other", 1_000_000, 10_000_000)], lab.Table, lab.Clock);
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(address);
        var feature = new GatewayFeaturePool(lab.Clock).Rent();
        feature.Begin(context, null!, null!);
        var passed = 0;
        var invoke = step.Bind(_ =>
        {
            passed++;
            return Task.CompletedTask;
        });
        Run(invoke, feature);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(invoke, feature);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(2_000, passed);
    }

    private static void Run(GatewayDelegate invoke, GatewayFeature feature)
    {
        for (var i = 0; i < 1_000; i++)
        {
            _ = invoke(new GatewayContext(feature));
        }
    }
}
