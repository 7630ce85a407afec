using Gateway.Core.Hosting;
using Gateway.Core.Pipeline;
using Gateway.Core.Tests.Support;
using Gateway.Core.UsagePlans;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Gateway.Core.Tests.Hosting;

public class ConfigurationOverlayTests
{
    [Fact]
    public void Apply_DefinitionOfTheSameName_ChangesOnlyWhatIsConfigured()
    {
        var options = new ApiGatewayOptions { MaxCallers = 500 };
        options.UsagePlans["free"] = new UsagePlanOptions
        {
            Rate = 10,
            Burst = 20,
            Quota = new QuotaOptions { Limit = 100, Period = QuotaPeriod.Week, Offset = 2 },
        };

        var errors = Apply(options, "UsagePlans:free:Burst = 7", "UsagePlans:free:Quota:Limit = 50", "Mode = amazonapigateway");

        Assert.Empty(errors);
        var plan = options.UsagePlans["free"];
        Assert.Equal((10d, 7), (plan.Rate, plan.Burst));
        Assert.Equal((50L, QuotaPeriod.Week, 2), (plan.Quota!.Limit, plan.Quota.Period, plan.Quota.Offset));
        Assert.Equal((GatewayMode.AmazonApiGateway, 500), (options.Mode, options.MaxCallers));
    }

    [Fact]
    public void Apply_Lists_ReplaceThoseOfCode()
    {
        var options = new ApiGatewayOptions();
        options.UsagePlans["free"] = new UsagePlanOptions { Stages = ["prod", "test"] };
        options.UsagePlans["pro"] = new UsagePlanOptions { Stages = ["prod"] };
        options.ApiKeys.Keys["alice"] = new() { Value = TestKeys.Alice, Plans = ["free"] };

        Apply(options, "UsagePlans:free:Stages:0 = beta", "UsagePlans:pro:Rate = 1", "ApiKeys:Keys:alice:Plans:0 = pro", "ApiKeys:Keys:alice:Plans:1 = free");

        Assert.Equal(["beta"], options.UsagePlans["free"].Stages);
        Assert.Equal(["prod"], options.UsagePlans["pro"].Stages);
        Assert.Equal(["pro", "free"], options.ApiKeys.Keys["alice"].Plans);
    }

    [Fact]
    public void Apply_HashOverAValueOfCode_ReplacesTheValue()
    {
        var options = new ApiGatewayOptions();
        options.ApiKeys.Keys["alice"] = new() { Value = TestKeys.Alice, Name = "Alice" };

        Apply(options, $"ApiKeys:Keys:alice:Hash = {new string('a', 64)}");

        var key = options.ApiKeys.Keys["alice"];
        Assert.Equal((null, new string('a', 64), "Alice"), (key.Value, key.Hash, key.Name));
    }

    [Fact]
    public void Apply_VariablesTagsAndHeaders_AreMergedByName()
    {
        var options = new ApiGatewayOptions();
        options.Stages["prod"] = new() { Variables = { ["table"] = "orders", ["region"] = "eu" } };

        Apply(options, "Stages:prod:Variables:region = us", "Stages:prod:Variables:color = red");

        Assert.Equal(
            new Dictionary<string, string> { ["table"] = "orders", ["region"] = "us", ["color"] = "red" },
            options.Stages["prod"].Variables);
    }

    [Fact]
    public void Apply_OptionsOfApiKeys_LeaveItsKeysAlone()
    {
        var options = new ApiGatewayOptions();

        var errors = Apply(options, "apikeys:headername = x-key", "ApiKeys:Keys:alice:Value = " + TestKeys.Alice);

        Assert.Empty(errors);
        Assert.Equal(("x-key", TestKeys.Alice), (options.ApiKeys.HeaderName, options.ApiKeys.Keys["alice"].Value));
    }

    [Fact]
    public async Task Apply_DefinitionsThatCodeHas_LogsEachOnce()
    {
        await using var app = await GatewayApp.StartAsync(
            gateway =>
            {
                gateway.AddUsagePlan("free", plan => plan.Rate(1)).AddUsagePlan("other", plan => plan.Rate(1)).AddStage("prod");
                gateway.Services.AddApiGateway(StartAttempt.Section(
                    "UsagePlans:free:Rate = 2", "UsagePlans:free:Burst = 3", "UsagePlans:new:Rate = 1", "Stages:prod:Variables:a = b"));
            },
            app => app.MapGet("/", () => "ok").WithStage("prod"));

        var entries = app.Logs.Entries.Where(entry => entry.Id.Id == 1900).ToList();

        Assert.All(entries, entry => Assert.Equal(LogLevel.Information, entry.Level));
        Assert.Equal(
            [
                "Configuration 'ApiGateway:Stages:prod' overrides a definition of the same name in code.",
                "Configuration 'ApiGateway:UsagePlans:free' overrides a definition of the same name in code.",
            ],
            entries.Select(entry => entry.Message).Order(StringComparer.Ordinal));
    }

    private static List<string> Apply(ApiGatewayOptions options, params string[] entries)
    {
        var errors = new List<string>();
        using var logs = new CapturedLogs();
        new ConfigurationOverlay(new GatewayConfiguration(StartAttempt.Section(entries)), errors.Add, _ => true, logs.CreateLogger("test")).Apply(options);
        return errors;
    }
}
