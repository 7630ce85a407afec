using Gateway.Core.Tests.Support;
using Gateway.Core.UsagePlans;
using Xunit;

namespace Gateway.Core.Tests.UsagePlans;

[Collection(nameof(MeasuredAlone))]
public class GatewayRateLimiterAllocationTests
{
    private const int Times = 1_000;

    [Theory]
    [InlineData(10_000, 0)]
    [InlineData(1, 32)]
    public async Task Acquire_AdmittedOrRefused_AllocatesNothingOrOneSmallLease(int burst, int bytes)
    {
        await using var limiter = new GatewayRateLimiter(
            new GatewayRateLimiterOptions { Rate = 1, Burst = burst, Quota = new QuotaOptions { Limit = 1_000_000 } }, new FakeClock());
        var token = TestContext.Current.CancellationToken;
        limiter.AttemptAcquire().Dispose();
        (await limiter.AcquireAsync(1, token)).Dispose();
        _ = limiter.IdleDuration;

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Times; i++)
        {
            limiter.AttemptAcquire();
            await limiter.AcquireAsync(1, token);
            _ = limiter.IdleDuration;
        }

        Assert.Equal(2 * Times * bytes, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
