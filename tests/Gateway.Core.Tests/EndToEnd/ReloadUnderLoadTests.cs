using System.Collections.Concurrent;
using Gateway.Core.Pipeline;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd;

public class ReloadUnderLoadTests
{
    private const int Clients = 16;

    [Fact]
    public async Task Reload_PlansKeysAndStagesUnderLoad_NeverRefusesAGoodKeyNorServesWithoutOne()
    {
        var settings = new ChangingSettings(Good(0));
        await using var app = await StartAsync(settings);
        var statuses = new ConcurrentDictionary<string, int>();
        using var stop = new CancellationTokenSource();
        var load = Load(
            app,
            async client =>
            {
                await CountAsync(client, statuses, "good", TestKeys.Alice);
                await CountAsync(client, statuses, "none", null);
                await CountAsync(client, statuses, "unknown", TestKeys.Carol);
            },
            stop.Token);

        for (var i = 1; i <= 60; i++)
        {
            await CountAsync(app.Client, statuses, "good", TestKeys.Alice);
            await CountAsync(app.Client, statuses, "none", null);
            var isWrong = i % 3 == 0;
            app.Reload(settings, isWrong ? [.. Good(i), "UsagePlans:free:Rate = fast"] : Good(i));
        }

        await stop.CancelAsync();
        await load.InTime();
        Assert.Equal(["good 200", "none 401", "unknown 401"], statuses.Keys.Order(StringComparer.Ordinal));
        Assert.Equal((40, 20), (app.GetMessages(ReloadingApp.Reloaded).Count, app.GetMessages(ReloadingApp.Refused).Count));
    }

    [Fact]
    public async Task Reload_KeyRevokedUnderLoad_IsRefusedForEveryRequestThatBeginsAfterwards()
    {
        var settings = new ChangingSettings([.. Good(0), .. Bob(isEnabled: true)]);
        await using var app = await StartAsync(settings);
        var statuses = new ConcurrentDictionary<string, int>();
        var phase = "before";
        using var stop = new CancellationTokenSource();
        var load = Load(app, client => CountAsync(client, statuses, Volatile.Read(ref phase), TestKeys.Bob), stop.Token);

        for (var i = 0; i < 20; i++)
        {
            await CountAsync(app.Client, statuses, "before", TestKeys.Bob);
        }

        app.Reload(settings, [.. Good(0), .. Bob(isEnabled: false)]);
        Volatile.Write(ref phase, "revoked");
        for (var i = 0; i < 50; i++)
        {
            await CountAsync(app.Client, statuses, "revoked", TestKeys.Bob);
        }

        await stop.CancelAsync();
        await load.InTime();

        Assert.Contains("before 200", statuses.Keys);
        Assert.Equal(["revoked 401"], statuses.Keys.Where(key => key.StartsWith("revoked", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Reload_TwoWritersAtOnce_LeaveOneOfTheirSetsAndNothingInBetween()
    {
        var settings = new ChangingSettings(Good(0));
        await using var app = await StartAsync(settings);

        Crowd.Run(2, writer =>
        {
            for (var i = 1; i <= 100; i++)
            {
                app.Reload(settings, Good((i * 2) + writer));
            }
        });
        app.Reload(settings, Good(7));

        Assert.Equal("7 7", (await app.AskAsync("/pair", TestKeys.Alice)).Body);
        Assert.Empty(app.GetMessages(ReloadingApp.Refused));
    }

    [Fact]
    public async Task Request_UnderWayDuringAReload_KeepsItsSetToTheEnd()
    {
        var settings = new ChangingSettings(Good(1));
        var step = new HoldingStep();
        await using var app = await StartAsync(settings, step);
        var early = app.AskAsync("/pair", TestKeys.Alice);
        await step.Arrivals.WaitAsync(1);

        app.Reload(settings, Good(2));
        var late = app.AskAsync("/pair", TestKeys.Alice);
        await step.Arrivals.WaitAsync(1);
        step.Release();

        Assert.Equal("1 1", (await early.InTime()).Body);
        Assert.Equal("2 2", (await late.InTime()).Body);
    }

    [Fact]
    public async Task Stop_DuringReloadsAndLoad_AnswersWhatIsUnderWayAndLeavesNothingBehind()
    {
        var settings = new ChangingSettings(Good(0));
        var step = new HoldingStep();
        var app = await StartAsync(settings, step);
        var underWay = Enumerable.Range(0, Clients).Select(_ => app.AskAsync("/pair", TestKeys.Alice)).ToArray();
        await step.Arrivals.WaitAsync(Clients);
        settings.Set(Good(1));

        var stopping = app.Services.GetRequiredService<IHost>().StopAsync(TestContext.Current.CancellationToken);
        app.Clock.Advance(TimeSpan.FromMilliseconds(250));
        settings.Set(Good(2));
        step.Release();
        var answers = await Task.WhenAll(underWay).InTime();
        await stopping.InTime();
        await app.DisposeAsync();

        Assert.All(answers, answer => Assert.Equal((200, "0 0"), (answer.Status, answer.Body)));
        settings.Set("Mode = wrong");
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty(app.GetMessages(ReloadingApp.Refused));
    }

    /// <summary>Stage and key carry the number of their set; a request must see both of one. A plan before the one in use comes and goes.</summary>
    private static string[] Good(int number) =>
    [
        .. ReloadingApp.Good, $"Stages:prod:Variables:number = {number}", $"ApiKeys:Keys:alice:Tags:number = {number}",
        .. number % 2 == 0 ? ["UsagePlans:another:Rate = 1"] : Array.Empty<string>(),
    ];

    private static string[] Bob(bool isEnabled) =>
        ["ApiKeys:Keys:bob:Value = " + TestKeys.Bob, "ApiKeys:Keys:bob:Plans:0 = free", $"ApiKeys:Keys:bob:Enabled = {isEnabled}"];

    private static Task<GatewayApp> StartAsync(ChangingSettings settings, HoldingStep? step = null) => ReloadingApp.StartAsync(
        settings,
        app => app.MapGet("/pair", (HttpContext context, GatewayCaller caller) =>
            $"{context.GetGateway().Stage.Variables["number"]} {caller.Tags.GetValueOrDefault("number")}").WithStage("prod").RequireUsagePlan("free"),
        gateway =>
        {
            if (step is not null)
            {
                gateway.Services.AddSingleton<IGatewayStepFactory>(step);
            }
        });

    private static Task Load(GatewayApp app, Func<HttpClient, Task> ask, CancellationToken stop) => Task.WhenAll(
        Enumerable.Range(0, Clients).Select(async _ =>
        {
            while (!stop.IsCancellationRequested)
            {
                // The bucket is never what refuses.
                app.Clock.Advance(TimeSpan.FromMilliseconds(1));
                await ask(app.Client);
            }
        }));

    private static async Task CountAsync(HttpClient client, ConcurrentDictionary<string, int> statuses, string who, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/pair");
        if (key is not null)
        {
            request.Headers.Add("x-api-key", key);
        }

        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        statuses.AddOrUpdate($"{who} {(int)response.StatusCode}", 1, (_, count) => count + 1);
    }
}
