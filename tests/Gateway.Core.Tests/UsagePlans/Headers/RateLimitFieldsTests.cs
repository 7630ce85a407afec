using Gateway.Core.Pipeline.Limits;
using Gateway.Core.Tests.Support;
using Gateway.Core.UsagePlans;
using Xunit;

namespace Gateway.Core.Tests.UsagePlans.Headers;

public class RateLimitFieldsTests
{
    private readonly TickClock _clock = new();

    [Theory]
    [InlineData(10.0, 20, 1_000L, QuotaPeriod.Day, "\"free-rate\";q=20;w=2, \"free-quota\";q=1000;w=86400")]
    [InlineData(10.0, 21, null, QuotaPeriod.Day, "\"free-rate\";q=21;w=3")]
    [InlineData(1_000_000.0, 1, null, QuotaPeriod.Day, "\"free-rate\";q=1;w=1")]
    [InlineData(0.001, 10_000_000, null, QuotaPeriod.Day, "\"free-rate\";q=10000000;w=10000000000")]
    [InlineData(null, null, 7L, QuotaPeriod.Week, "\"free-quota\";q=7;w=604800")]
    [InlineData(null, null, 1_000_000_000_000L, QuotaPeriod.Month, "\"free-quota\";q=1000000000000;w=2678400")]
    [InlineData(10.0, 20, 5L, QuotaPeriod.Day, "\"free-quota\";q=5;w=86400, \"free-rate\";q=20;w=2")]
    [InlineData(null, null, null, QuotaPeriod.Day, null)]
    public void GetPolicy_OfAPlan_TellsItsLimitsTheSmallerFirst(double? rate, int? burst, long? quota, QuotaPeriod period, string? expected)
    {
        var plan = Create(Options(rate, burst, quota, period));

        Assert.Equal(expected, plan.RateLimitFields!.GetPolicy(-1));
    }

    [Fact]
    public void GetPolicy_OfAnOverride_TellsItsRateUnderANameOfItsOwn()
    {
        var options = Options(10, 20, 1_000);
        options.Endpoints["POST /orders/{id}"] = new ThrottleOptions { Rate = 1, Burst = 5 };
        var fields = Create(options).RateLimitFields!;

        Assert.Equal("\"free-rate POST /orders/{id}\";q=5;w=5, \"free-quota\";q=1000;w=86400", fields.GetPolicy(0));
        Assert.Equal("\"free-rate\";q=20;w=2, \"free-quota\";q=1000;w=86400", fields.GetPolicy(-1));
        Assert.Equal(fields.GetPolicy(-1), fields.GetPolicy(1));
    }

    [Fact]
    public void GetPolicy_OverrideIsGoneInANewerVersion_TellsThePlansOwnRate()
    {
        var options = Options(10, 20);
        options.Endpoints["GET /a"] = new ThrottleOptions { Rate = 1 };
        var newer = TestPlans.Create(_clock, Options(10, 20), Create(options), version: 1, name: "free");

        Assert.Equal("\"free-rate\";q=20;w=2", newer.RateLimitFields!.GetPolicy(0));
    }

    [Theory]
    [InlineData(0, "\"free-rate\";r=20;t=0, \"free-quota\";r=25;t=43200")]
    [InlineData(1, "\"free-rate\";r=19;t=1, \"free-quota\";r=24;t=43200")]
    [InlineData(11, "\"free-rate\";r=9;t=2, \"free-quota\";r=14;t=43200")]
    [InlineData(20, "\"free-rate\";r=0;t=2, \"free-quota\";r=5;t=43200")]
    public void FormatLevels_SomeUsed_TellsWholeRequestsAndWholeSecondsUntilAllAreBack(int used, string expected)
    {
        Assert.Equal(expected, FormatAfter(Options(10, 20, 25), used));
    }

    [Fact]
    public void FormatLevels_QuotaIsTighter_PutsItFirst()
    {
        Assert.Equal("\"free-quota\";r=1;t=43200, \"free-rate\";r=16;t=1", FormatAfter(Options(10, 20, 5), used: 4));
    }

    [Fact]
    public void FormatLevels_BothHaveAsMuchLeft_PutsTheLongerWaitFirst()
    {
        Assert.Equal("\"free-quota\";r=6;t=43200, \"free-rate\";r=6;t=1", FormatAfter(Options(10, 10, 10), used: 4));
        Assert.Equal("\"free-rate\";r=6;t=400000, \"free-quota\";r=6;t=43200", FormatAfter(Options(0.001, 406, 406), used: 400));
    }

    [Fact]
    public void FormatLevels_MoreThanAnIntegerOfTheGrammarCanHave_TellsTheLargest()
    {
        var state = TestStates.Create(Create(Options(null, null, 10)));
        Assert.True(state.TryExtendQuota(long.MaxValue));

        Assert.Equal("\"free-quota\";r=999999999999999;t=43200", state.Plan.RateLimitFields!.FormatLevels(state.GetLevels()!.Value));
    }

    [Theory]
    [InlineData(null, false, false)]
    [InlineData(null, true, true)]
    [InlineData(true, false, true)]
    [InlineData(false, true, false)]
    public void RateLimitFields_SwitchesOfPlanAndGateway_ThePlansWins(bool? plan, bool gateway, bool expected)
    {
        var options = new UsagePlanOptions { Rate = 1, RateLimitHeaders = plan };
        var table = new UsagePlanTable(new Dictionary<string, UsagePlanOptions> { ["free"] = options }, _clock, rateLimitHeaders: gateway);

        Assert.Equal(expected, table.All.Single().RateLimitFields is not null);
    }

    private static UsagePlanOptions Options(double? rate, int? burst, long? quota = null, QuotaPeriod period = QuotaPeriod.Day) => new()
    {
        Rate = rate,
        Burst = burst,
        Quota = quota is { } limit ? new QuotaOptions { Limit = limit, Period = period } : null,
        RateLimitHeaders = true,
    };

    private UsagePlan Create(UsagePlanOptions options) => TestPlans.Create(_clock, options, name: "free");

    private string FormatAfter(UsagePlanOptions options, int used)
    {
        var state = TestStates.Create(Create(options));
        state.Admit(_clock.Timestamp, used);
        return state.Plan.RateLimitFields!.FormatLevels(state.GetLevels()!.Value);
    }
}
