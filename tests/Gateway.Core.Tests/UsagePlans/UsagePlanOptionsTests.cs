using Gateway.Core.Hosting;
using Gateway.Core.Pipeline;
using Gateway.Core.Tests.Support;
using Gateway.Core.UsagePlans;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.UsagePlans;

public class UsagePlanOptionsTests
{
    private const string RateError = "ApiGateway:UsagePlans:free:Rate must be between 0.001 and 1000000.";
    private const string BurstError = "ApiGateway:UsagePlans:free:Burst must be between 1 and 10000000.";
    private const string LimitError = "ApiGateway:UsagePlans:free:Quota:Limit must be between 1 and 1000000000000.";

    [Fact]
    public void UsagePlanOptions_Defaults_LimitNothing()
    {
        var options = new UsagePlanOptions();

        Assert.Null(options.Rate);
        Assert.Null(options.Burst);
        Assert.Null(options.Quota);
        Assert.Empty(options.Stages);
    }

    [Fact]
    public void QuotaOptions_Defaults_AreADayWithoutOffsetAndALimitThatMustBeSet()
    {
        var options = new QuotaOptions();

        Assert.Equal(0, options.Limit);
        Assert.Equal(QuotaPeriod.Day, options.Period);
        Assert.Equal(0, options.Offset);
    }

    [Fact]
    public void MaxCallers_Default_IsAMillion()
    {
        Assert.Equal(1_000_000, new ApiGatewayOptions().MaxCallers);
    }

    [Theory]
    [InlineData(0.001, 1)]
    [InlineData(0.999, 1)]
    [InlineData(1, 1)]
    [InlineData(1.001, 2)]
    [InlineData(10.0 / 3, 4)]
    [InlineData(1_000_000, 1_000_000)]
    public void Burst_NotSet_IsTheRateRoundedUp(double rate, int burst)
    {
        Assert.Equal(burst, TestPlans.Create(new TickClock(), rate).Rate!.Burst);
    }

    [Fact]
    public void UsagePlanBuilder_EveryMember_SetsItsOption()
    {
        var options = new UsagePlanOptions();
        var builder = new UsagePlanBuilder(options);

        Assert.Same(builder, builder.Rate(2.5).Burst(7).Quota(1_000, QuotaPeriod.Month, offset: 14).Stages("prod", "test"));
        Assert.Equal(2.5, options.Rate);
        Assert.Equal(7, options.Burst);
        Assert.Equal((1_000, QuotaPeriod.Month, 14), (options.Quota!.Limit, options.Quota.Period, options.Quota.Offset));
        Assert.Equal(["prod", "test"], options.Stages);
        builder.Quota(5, QuotaPeriod.Week);
        Assert.Equal((5, QuotaPeriod.Week, 0), (options.Quota.Limit, options.Quota.Period, options.Quota.Offset));
        Assert.Throws<ArgumentNullException>("stages", () => builder.Stages(null!));
    }

    [Theory]
    [InlineData(0.001, 1)]
    [InlineData(1_000_000, 10_000_000)]
    [InlineData(1_000_000, 1)]
    [InlineData(0.001, 10_000_000)]
    [InlineData(1, null)]
    public async Task RateAndBurst_AtTheEdgesOfTheirRanges_Start(double rate, int? burst)
    {
        await using var app = await StartAsync(new UsagePlanOptions { Rate = rate, Burst = burst });

        var plan = app.Services.GetRequiredService<IDefinitionSource>().Current.Get<UsagePlanTable>().All.Single();
        Assert.Equal((rate, burst ?? 1), (plan.Rate!.Rate, plan.Rate.Burst));
    }

    [Theory]
    [InlineData(0.00099, RateError)]
    [InlineData(0, RateError)]
    [InlineData(-1, RateError)]
    [InlineData(1_000_000.1, RateError)]
    [InlineData(double.NaN, RateError)]
    [InlineData(double.PositiveInfinity, RateError)]
    [InlineData(double.NegativeInfinity, RateError)]
    public async Task Rate_OutsideItsRange_StopsTheStart(double rate, string error)
    {
        Assert.Equal([error], await GetErrorsAsync(new UsagePlanOptions { Rate = rate }));
    }

    [Theory]
    [InlineData(0, BurstError)]
    [InlineData(-1, BurstError)]
    [InlineData(10_000_001, BurstError)]
    public async Task Burst_OutsideItsRange_StopsTheStart(int burst, string error)
    {
        Assert.Equal([error], await GetErrorsAsync(new UsagePlanOptions { Rate = 1, Burst = burst }));
    }

    [Fact]
    public async Task Burst_WithoutRate_StopsTheStart()
    {
        Assert.Equal(
            ["ApiGateway:UsagePlans:free:Burst: 20 needs a rate at which it fills again; set Rate too."],
            await GetErrorsAsync(new UsagePlanOptions { Burst = 20 }));
    }

    [Theory]
    [InlineData(1, QuotaPeriod.Day, 0)]
    [InlineData(1_000_000_000_000, QuotaPeriod.Day, 0)]
    [InlineData(1, QuotaPeriod.Week, 0)]
    [InlineData(1, QuotaPeriod.Week, 6)]
    [InlineData(1, QuotaPeriod.Month, 0)]
    [InlineData(1, QuotaPeriod.Month, 27)]
    public async Task Quota_AtTheEdgesOfItsRanges_Starts(long limit, QuotaPeriod period, int offset)
    {
        await using var app = await StartAsync(
            new UsagePlanOptions { Quota = new QuotaOptions { Limit = limit, Period = period, Offset = offset } });

        Assert.Equal(limit, app.Services.GetRequiredService<IUsageAdministration>().GetUsage("alice", "free")!.Remaining);
    }

    [Theory]
    [InlineData(0, LimitError)]
    [InlineData(-1, LimitError)]
    [InlineData(1_000_000_000_001, LimitError)]
    [InlineData(long.MaxValue, LimitError)]
    public async Task QuotaLimit_OutsideItsRange_StopsTheStart(long limit, string error)
    {
        Assert.Equal([error], await GetErrorsAsync(new UsagePlanOptions { Quota = new QuotaOptions { Limit = limit } }));
    }

    [Theory]
    [InlineData(QuotaPeriod.Day, -1, 0)]
    [InlineData(QuotaPeriod.Day, 1, 0)]
    [InlineData(QuotaPeriod.Week, -1, 6)]
    [InlineData(QuotaPeriod.Week, 7, 6)]
    [InlineData(QuotaPeriod.Month, -1, 27)]
    [InlineData(QuotaPeriod.Month, 28, 27)]
    public async Task QuotaOffset_OutsideItsPeriod_StopsTheStart(QuotaPeriod period, int offset, int last)
    {
        Assert.Equal(
            [$"ApiGateway:UsagePlans:free:Quota:Offset: {offset} must be between 0 and {last} days for the period {period}."],
            await GetErrorsAsync(new UsagePlanOptions { Quota = new QuotaOptions { Limit = 1, Period = period, Offset = offset } }));
    }

    [Fact]
    public async Task QuotaPeriod_NotAPeriod_StopsTheStart()
    {
        Assert.Equal(
            ["ApiGateway:UsagePlans:free:Quota:Period must be Day, Week or Month."],
            await GetErrorsAsync(new UsagePlanOptions { Quota = new QuotaOptions { Limit = 1, Period = (QuotaPeriod)3 } }));
    }

    [Fact]
    public async Task SeveralOptions_OutsideTheirRanges_AreAllReported()
    {
        var errors = await GetErrorsAsync(
            new UsagePlanOptions { Rate = 0, Burst = 0, Quota = new QuotaOptions { Limit = 0, Offset = 1 }, Stages = ["prod"] });

        Assert.Equal(
            [
                RateError,
                BurstError,
                LimitError,
                "ApiGateway:UsagePlans:free:Quota:Offset: 1 must be between 0 and 0 days for the period Day.",
                "ApiGateway:UsagePlans:free:Stages: the stage 'prod' does not exist. Known stages: $default.",
            ],
            errors);
    }

    [Fact]
    public async Task Stages_UnknownStage_StopsTheStart()
    {
        Assert.Equal(
            ["ApiGateway:UsagePlans:free:Stages: the stage 'prod' does not exist. Known stages: $default."],
            await GetErrorsAsync(new UsagePlanOptions { Rate = 1, Stages = ["prod"] }));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100_000_001)]
    public async Task MaxCallers_OutsideItsRange_StopsTheStart(int maxCallers)
    {
        var errors = await GatewayStart.GetErrorsAsync(
            gateway => gateway.Services.AddApiGateway(options => options.MaxCallers = maxCallers));

        Assert.Equal([$"ApiGateway:MaxCallers: {maxCallers} must be between 1 and 100000000 callers."], errors);
    }

    private static Task<GatewayApp> StartAsync(UsagePlanOptions plan) => GatewayApp.StartAsync(
        gateway => Add(gateway, plan),
        app => app.MapGet("/", () => "ok").RequireUsagePlan("free"));

    private static Task<IReadOnlyList<string>> GetErrorsAsync(UsagePlanOptions plan) =>
        GatewayStart.GetErrorsAsync(gateway => Add(gateway, plan));

    private static void Add(IApiGatewayBuilder gateway, UsagePlanOptions plan) =>
        gateway.Services.AddApiGateway(options => options.UsagePlans["free"] = plan);
}
