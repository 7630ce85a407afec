using Gateway.Core.Authorizers.Signing;
using Gateway.Core.Tests.Support;
using Xunit;

namespace Gateway.Core.Tests.Authorizers.Signing;

public class SignatureClockTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    [Theory]
    [InlineData(5 * 60, 0, true)]
    [InlineData(5 * 60, 1, false)]
    [InlineData(-5 * 60, 0, true)]
    [InlineData(-5 * 60, -1, false)]
    public async Task AuthenticateAsync_HeaderForm_IsGoodFromFiveMinutesBeforeToFiveMinutesAfter(int seconds, int ticks, bool isGood)
    {
        using var lab = new SigningLab();
        lab.Clock.JumpWallClock(TimeSpan.FromSeconds(seconds) + (ticks * Tick));

        Assert.Equal(isGood ? SignatureFailure.None : SignatureFailure.OutOfWindow, await lab.FailAsync(new TestSigner().Sign()));
    }

    [Theory]
    [InlineData(15 * 60, true)]
    [InlineData((15 * 60) + 1, false)]
    public async Task AuthenticateAsync_WiderWindow_IsGoodUpToItsEdge(int seconds, bool isGood)
    {
        using var lab = new SigningLab(new SignatureOptions { Region = TestSigner.Region, MaxClockSkew = TimeSpan.FromMinutes(15) });
        lab.Clock.JumpWallClock(TimeSpan.FromSeconds(seconds));

        Assert.Equal(isGood ? SignatureFailure.None : SignatureFailure.OutOfWindow, await lab.FailAsync(new TestSigner().Sign()));
    }

    [Theory]
    [InlineData(1, 1, 0, true)]
    [InlineData(1, 1, 1, false)]
    [InlineData(604_800, 604_800, 0, true)]
    [InlineData(604_800, 604_800, 1, false)]
    [InlineData(1, -5 * 60, 0, true)]
    [InlineData(1, -5 * 60, -1, false)]
    public async Task AuthenticateAsync_QueryForm_IsGoodUntilItExpires(int expires, int seconds, int ticks, bool isGood)
    {
        using var lab = new SigningLab();
        lab.Clock.JumpWallClock(TimeSpan.FromSeconds(seconds) + (ticks * Tick));

        Assert.Equal(
            isGood ? SignatureFailure.None : SignatureFailure.OutOfWindow, await lab.FailAsync(new TestSigner { Expires = expires }.Sign()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(604_801)]
    public async Task AuthenticateAsync_ExpiresOutOfRange_IsMalformed(int expires)
    {
        using var lab = new SigningLab();

        Assert.Equal(SignatureFailure.Malformed, await lab.FailAsync(new TestSigner { Expires = expires }.Sign()));
    }

    [Theory]
    [InlineData(60, SignatureFailure.None)]
    [InlineData(61, SignatureFailure.Malformed)]
    public async Task AuthenticateAsync_ExpiresAboveTheOption_IsMalformed(int expires, object expected)
    {
        using var lab = new SigningLab(new SignatureOptions { Region = TestSigner.Region, MaxPresignedLifetime = TimeSpan.FromMinutes(1) });

        Assert.Equal<object>(expected, await lab.FailAsync(new TestSigner { Expires = expires }.Sign()));
    }

    [Fact]
    public async Task AuthenticateAsync_OverMidnight_TakesTheDayOfTheSignature()
    {
        var night = new DateTimeOffset(2026, 3, 4, 23, 59, 30, TimeSpan.Zero);
        using var lab = new SigningLab(now: night.AddMinutes(1));

        Assert.Equal(SignatureFailure.None, await lab.FailAsync(new TestSigner { Time = night }.Sign()));
        Assert.Equal(SignatureFailure.None, await lab.FailAsync(new TestSigner { Time = night.AddMinutes(1) }.Sign()));
        Assert.Equal(SignatureFailure.Invalid, await lab.FailAsync(new TestSigner { Time = night, ScopeDate = "20260305" }.Sign()));
        Assert.Equal(SignatureFailure.Invalid, await lab.FailAsync(new TestSigner { Time = night.AddMinutes(1), ScopeDate = "20260304" }.Sign()));
    }

    [Fact]
    public async Task AuthenticateAsync_DaysOfAWeekMixed_EachHasItsKey()
    {
        using var lab = new SigningLab();
        for (var round = 0; round < 2; round++)
        {
            for (var days = 0; days < 8; days++)
            {
                var signer = new TestSigner { Time = TestSigner.Now.AddDays(-days).AddMinutes(days == 7 ? 5 : 0), Expires = 604_800 };
                Assert.Equal(SignatureFailure.None, await lab.FailAsync(signer.Sign()));
            }
        }
    }

    [Theory]
    [InlineData("00010101T000000Z")]
    [InlineData("99991231T235959Z")]
    public async Task AuthenticateAsync_EndsOfTime_AreOutOfTheWindow(string time)
    {
        using var lab = new SigningLab();
        var context = new TestSigner { ScopeDate = time[..8] }.Sign();
        context.Request.Headers["X-Amz-Date"] = time;

        Assert.Equal(SignatureFailure.OutOfWindow, await lab.FailAsync(context));
    }
}
