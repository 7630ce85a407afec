using Gateway.Core.Hosting;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.Hosting;

public class ConfigurationWatcherTests
{
    private readonly ChangingSettings _settings = new(ReloadingApp.Good);

    [Fact]
    public void Quiet_IsAQuarterOfASecond() => Assert.Equal(TimeSpan.FromMilliseconds(250), ConfigurationWatcher.Quiet);

    [Fact]
    public async Task Change_TwoWithinTenMilliseconds_AreOneReloadWithTheLastValues()
    {
        await using var app = await ReloadingApp.StartAsync(_settings);

        _settings.Set([.. ReloadingApp.Good, "ApiKeys:Keys:bob:Value = " + TestKeys.Bob, "ApiKeys:Keys:bob:Plans:0 = free"]);
        app.Clock.Advance(TimeSpan.FromMilliseconds(10));
        _settings.Set([.. ReloadingApp.Good, "ApiKeys:Keys:carol:Value = " + TestKeys.Carol, "ApiKeys:Keys:carol:Plans:0 = free"]);
        app.Clock.Advance(TimeSpan.FromMilliseconds(249));
        Assert.Empty(app.GetMessages(ReloadingApp.Reloaded));
        app.Clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Single(app.GetMessages(ReloadingApp.Reloaded));
        Assert.Equal(401, (await app.AskAsync("/orders", TestKeys.Bob)).Status);
        Assert.Equal(200, (await app.AskAsync("/orders", TestKeys.Carol)).Status);
    }

    [Fact]
    public async Task Change_WithoutEnd_IsAppliedAfterFiveSeconds()
    {
        await using var app = await ReloadingApp.StartAsync(_settings);

        for (var i = 0; i < 50; i++)
        {
            Assert.Empty(app.GetMessages(ReloadingApp.Reloaded));
            _settings.Set([.. ReloadingApp.Good, $"Stages:prod:Variables:count = {i}"]);
            app.Clock.Advance(TimeSpan.FromMilliseconds(100));
        }

        Assert.Single(app.GetMessages(ReloadingApp.Reloaded));
    }

    [Fact]
    public async Task Change_BetweenReadingAndStart_IsNotLost()
    {
        await using var app = await ReloadingApp.StartAsync(_settings, app =>
        {
            app.MapGet("/orders", () => "ok").RequireUsagePlan();
            app.Services.GetRequiredService<GatewayDefinitions>();
            _settings.Set([.. ReloadingApp.Good, "ApiKeys:Keys:alice:Enabled = false"]);
        });
        Assert.Equal(200, (await app.AskAsync("/orders", TestKeys.Alice)).Status);

        app.Clock.Advance(ConfigurationWatcher.Quiet);

        Assert.Equal(401, (await app.AskAsync("/orders", TestKeys.Alice)).Status);
    }

    [Fact]
    public async Task Change_FileIsReadLongAfterItsChange_IsRefusedWhenItIsMalformed()
    {
        var file = new SlowFile("""{ "ApiGateway": { "UsagePlans": { "free": { "Rate": 1 } } } }""");
        await using var app = await file.StartAsync();

        file.Write("{ \"ApiGateway\": { ");
        file.TellGateway();
        app.Clock.Advance(ConfigurationWatcher.Quiet);
        Assert.Empty(app.GetMessages(ReloadingApp.Refused));
        Assert.Throws<AggregateException>(file.TellProvider);
        app.Clock.Advance(ConfigurationWatcher.Quiet);

        Assert.Contains(
            "gateway.json: the file is missing, malformed or empty. Correct it or put it back; to run without it, restart the app.",
            app.GetReloadErrors());
        Assert.True(app.IsConfigurationDegraded());
    }

    [Fact]
    public async Task Dispose_OfTheApp_LeavesTheFilesAlone()
    {
        var file = new SlowFile("{}");
        var app = await file.StartAsync();
        Assert.NotNull(file.OnLoadException);

        await app.DisposeAsync();

        Assert.Null(file.OnLoadException);
    }

    [Fact]
    public async Task Change_AfterTheAppHasGone_DoesNothing()
    {
        var app = await ReloadingApp.StartAsync(_settings);
        _settings.Set();
        await app.DisposeAsync();

        _settings.Set("Mode = wrong");
        app.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Empty(app.GetMessages(ReloadingApp.Refused));
        Assert.Empty(app.GetMessages(ReloadingApp.Reloaded));
    }

    [Fact]
    public async Task Start_Unchanged_WaitsForNothing()
    {
        await using var app = await ReloadingApp.StartAsync(_settings);
        var set = app.GetDefinitions();

        app.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Same(set, app.GetDefinitions());
        Assert.Empty(app.GetMessages(ReloadingApp.Reloaded));
    }
}
