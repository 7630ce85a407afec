using System.Net;
using Gateway.Core.ApiKeys;
using Gateway.Core.Pipeline;
using Gateway.Core.Tests.Support;
using Gateway.Core.UsagePlans;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Gateway.Core.Tests.Hosting;

public class DefinitionReloaderTests
{
    private readonly ChangingSettings _settings = new(ReloadingApp.Good);

    [Fact]
    public async Task Reload_ValidChange_IsInForceForTheNextRequest()
    {
        await using var app = await ReloadingApp.StartAsync(_settings, app =>
            app.MapGet("/table", (HttpContext context) => context.GetGateway().Stage.Variables["table"]).WithStage("prod"));
        Assert.Equal("orders", (await app.AskAsync("/table")).Body);

        app.Reload(_settings, Good(("Stages:prod:Variables:table", "archive")));

        Assert.Equal("archive", (await app.AskAsync("/table")).Body);
        Assert.Equal(["Configuration 'ApiGateway' was read again and is in force."], app.GetMessages(ReloadingApp.Reloaded));
        Assert.Equal(LogLevel.Information, app.Logs.Entries.Single(entry => entry.Id.Id == ReloadingApp.Reloaded).Level);
        Assert.False(app.IsConfigurationDegraded());
    }

    [Fact]
    public async Task Reload_VariableOfTheDefaultStage_ReachesEndpointsWithoutAStage()
    {
        var settings = new ChangingSettings("Stages:$default:Variables:table = orders");
        await using var app = await ReloadingApp.StartAsync(settings, app => app
            .MapGet("/table", (HttpContext context) => context.GetGateway().Stage.Variables["table"])
            .WithGatewayMetadata(new OwnMetadata()));
        Assert.Equal("orders", (await app.AskAsync("/table")).Body);

        app.Reload(settings, "Stages:$default:Variables:table = archive");

        Assert.Equal("archive", (await app.AskAsync("/table")).Body);
    }

    [Fact]
    public async Task Reload_NothingOfTheGatewayChanged_KeepsTheSetAndSaysNothing()
    {
        await using var app = await ReloadingApp.StartAsync(_settings);
        var set = app.GetDefinitions();

        app.Reload(_settings, ReloadingApp.Good);

        Assert.Same(set, app.GetDefinitions());
        Assert.Empty(app.GetMessages(ReloadingApp.Reloaded));
    }

    [Fact]
    public async Task Reload_OtherPlan_KeepsTheObjectOfTheKeys()
    {
        await using var app = await ReloadingApp.StartAsync(_settings);
        var (set, keys) = (app.GetDefinitions(), app.GetDefinitions().Get<InMemoryApiKeyStore>());

        app.Reload(_settings, Good(("UsagePlans:free:Rate", "5")));

        Assert.True(set.IsSuperseded);
        Assert.NotSame(set, app.GetDefinitions());
        Assert.Same(keys, app.GetDefinitions().Get<InMemoryApiKeyStore>());
    }

    [Fact]
    public async Task Reload_ErrorsInOptionsAndEndpoints_AreAllInOneMessageAndTheOldSetGoesOn()
    {
        await using var app = await ReloadingApp.StartAsync(_settings);
        var set = app.GetDefinitions();

        app.Reload(
            _settings,
            "UsagePlans:pro:Rate = 0", "RequestId:Bust = 5", "ApiKeys:Keys:alice:Value = " + TestKeys.Alice, "ApiKeys:Keys:alice:Plans:0 = gold",
            "Rejections:rate_exceeded:Headers:x-id = nothing");

        Assert.Equal(
            [
                "ApiGateway:RequestId:Bust: is not an option. Known: Enabled, AcceptFromClient.",
                "ApiGateway:UsagePlans:pro:Rate must be between 0.001 and 1000000.",
                "ApiGateway:ApiKeys:Keys:alice:Plans: the usage plan 'gold' does not exist. Known plans: pro.",
                "ApiGateway:Rejections:rate_exceeded:Headers:x-id: the value 'nothing' must be a constant in single quotes, or a variable such as context.requestId.",
                "Endpoint 'GET /orders': the usage plan 'free' does not exist. Add it with AddUsagePlan(\"free\", …) or under ApiGateway:UsagePlans; known plans: pro.",
                "Endpoint 'GET /orders': the stage 'prod' does not exist. Add it with AddStage(\"prod\") or under ApiGateway:Stages; known stages: $default.",
            ],
            app.GetReloadErrors());
        Assert.Equal(LogLevel.Error, app.Logs.Entries.Single(entry => entry.Id.Id == ReloadingApp.Refused).Level);
        Assert.Same(set, app.GetDefinitions());
        Assert.False(set.IsSuperseded);
        Assert.Equal(200, (await app.AskAsync("/orders", TestKeys.Alice)).Status);
        Assert.Equal(401, (await app.AskAsync("/orders")).Status);
    }

    // A store is not asked which plans its keys name.
    [Fact]
    public async Task Reload_PlanGoneThatOnlyKeysOfAStoreName_IsInForceAndTheyAreNotCovered()
    {
        var store = new FakeApiKeyStore();
        store.Save(ApiKeyLab.KeyOf(TestKeys.Alice));
        var settings = new ChangingSettings("UsagePlans:free:Rate = 1000", "UsagePlans:pro:Rate = 1000");
        await using var app = await ReloadingApp.StartAsync(
            settings,
            app => app.MapGet("/orders", () => "ok").RequireUsagePlan(),
            gateway => gateway.AddApiKeyStore(store));
        Assert.Equal(200, (await app.AskAsync("/orders", TestKeys.Alice)).Status);

        app.Reload(settings, "UsagePlans:pro:Rate = 1000");

        Assert.Single(app.GetMessages(ReloadingApp.Reloaded));
        Assert.Equal(403, (await app.AskAsync("/orders", TestKeys.Alice)).Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Reload_ValidAfterARefusedOne_RestoresHealthAndSaysSo(bool isChanged)
    {
        await using var app = await ReloadingApp.StartAsync(_settings);
        app.Reload(_settings, Good(("UsagePlans:free:Rate", "fast")));
        Assert.True(app.IsConfigurationDegraded());

        app.Reload(_settings, isChanged ? Good(("UsagePlans:free:Rate", "5")) : ReloadingApp.Good);

        Assert.False(app.IsConfigurationDegraded());
        Assert.Single(app.GetMessages(ReloadingApp.Reloaded));
        Assert.Single(app.GetMessages(ReloadingApp.Refused));
    }

    [Fact]
    public async Task Reload_SectionGone_IsRefused()
    {
        await using var app = await ReloadingApp.StartAsync(
            new ChangingSettings(),
            gateway: gateway => gateway.AddUsagePlan("free", plan => plan.Rate(1)).AddStage("prod")
                .Services.AddApiGateway(_settings.Section));

        app.Reload(_settings);

        Assert.Contains("ApiGateway: the section is gone. Put it back; to run without it, restart the app.", app.GetReloadErrors());
        Assert.True(app.IsConfigurationDegraded());
        Assert.Equal(200, (await app.AskAsync("/orders", TestKeys.Alice)).Status);
    }

    [Fact]
    public async Task Reload_SectionThatVanishesWhileItIsRead_IsRefused()
    {
        var vanishes = false;
        await using var app = await ReloadingApp.StartAsync(_settings, gateway: gateway => gateway.AddStage("beta", _ =>
        {
            if (vanishes)
            {
                _settings.Set();
            }
        }));
        vanishes = true;

        app.Reload(_settings, Good(("UsagePlans:free:Rate", "5")));

        Assert.Contains("ApiGateway: the section is gone. Put it back; to run without it, restart the app.", app.GetReloadErrors());
        Assert.Equal(200, (await app.AskAsync("/orders", TestKeys.Alice)).Status);
    }

    [Fact]
    public async Task Reload_SectionThatWasNotThereAtTheStart_IsApplied()
    {
        var settings = new ChangingSettings();
        await using var app = await ReloadingApp.StartAsync(
            settings, gateway: gateway => gateway.AddUsagePlan("free", plan => plan.Rate(1)).AddStage("prod"));

        app.Reload(settings, ReloadingApp.Good);

        Assert.Equal(200, (await app.AskAsync("/orders", TestKeys.Alice)).Status);
    }

    [Theory]
    [InlineData("False", true)]
    [InlineData("True", false)]
    public async Task Reload_LastKeyGone_IsRefusedUnlessAllowed(string allowed, bool isRefused)
    {
        await using var app = await ReloadingApp.StartAsync(_settings);

        app.Reload(_settings, ReloadingApp.Good.Where(entry => !entry.StartsWith("ApiKeys", StringComparison.Ordinal)).Append("ApiKeys:AllowNoKeys = " + allowed));

        string[] expected =
            ["ApiGateway:ApiKeys:Keys: the last key is gone. To run without any, set ApiGateway:ApiKeys:AllowNoKeys to true."];
        Assert.Equal(isRefused ? expected : [], app.GetMessages(ReloadingApp.Refused).Count == 0 ? [] : app.GetReloadErrors());
        Assert.Equal(isRefused ? 200 : 401, (await app.AskAsync("/orders", TestKeys.Alice)).Status);
    }

    [Fact]
    public async Task Reload_PlanOfAnActionGone_IsRefused()
    {
        await using var app = await ReloadingApp.StartAsync(
            _settings, app => app.MapControllers(), configure: builder => OnlyControllers.Add(builder.Services, typeof(OrdersController)));

        app.Reload(
            _settings,
            [.. ReloadingApp.Good.Where(entry => !entry.Contains("free", StringComparison.Ordinal)), "UsagePlans:pro:Rate = 1", "ApiKeys:Keys:alice:Plans:0 = pro"]);

        Assert.Equal(
            ["Endpoint 'GET /action': the usage plan 'free' does not exist. Add it with AddUsagePlan(\"free\", …) or under ApiGateway:UsagePlans; known plans: pro."],
            app.GetReloadErrors());
        Assert.Equal(200, (await app.AskAsync("/action", TestKeys.Alice)).Status);
    }

    [Fact]
    public async Task Reload_CodeThrows_IsRefusedWithTheException()
    {
        var isBroken = false;
        await using var app = await ReloadingApp.StartAsync(
            _settings,
            gateway: gateway => gateway.AddStage("beta", _ =>
            {
                if (isBroken)
                {
                    throw new InvalidOperationException("No such file.");
                }
            }));
        isBroken = true;

        app.Reload(_settings, Good(("UsagePlans:free:Rate", "5")));

        Assert.Equal(["ApiGateway: No such file."], app.GetReloadErrors());
        Assert.IsType<InvalidOperationException>(app.Logs.Entries.Single(entry => entry.Id.Id == ReloadingApp.Refused).Exception);
        Assert.Equal(200, (await app.AskAsync("/orders", TestKeys.Alice)).Status);
    }

    [Fact]
    public async Task Reload_StepFactoryThrows_IsRefusedByTheEndpointsName()
    {
        var factory = new FickleFactory();
        await using var app = await ReloadingApp.StartAsync(_settings, gateway: gateway => gateway.Services.AddSingleton<IGatewayStepFactory>(factory));
        await app.AskAsync("/orders", TestKeys.Alice);
        factory.IsBroken = true;

        app.Reload(_settings, Good(("UsagePlans:free:Rate", "5")));

        Assert.Equal(["Endpoint 'GET /orders': FickleFactory failed: broken."], app.GetReloadErrors());
        Assert.Equal(200, (await app.AskAsync("/orders", TestKeys.Alice)).Status);
    }

    [Fact]
    public async Task Reload_EndpointThatCannotBeComposedAfterAll_RefusesItsRequests()
    {
        var factory = new FickleFactory();
        await using var app = await ReloadingApp.StartAsync(_settings, gateway: gateway => gateway.Services.AddSingleton<IGatewayStepFactory>(factory));

        app.Reload(_settings, Good(("UsagePlans:free:Rate", "5")));
        factory.IsBroken = true;
        var answer = await app.AskAsync("/orders", TestKeys.Alice);

        Assert.Equal(500, answer.Status);
        Assert.Contains("endpoint_misconfigured", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reload_EndpointThatIsRefusedAnyway_DoesNotKeepAReloadFromTheOthers()
    {
        using var changing = new MutableEndpoints();
        await using var app = await ReloadingApp.StartAsync(_settings, app =>
        {
            app.MapGet("/orders", () => "ok").RequireUsagePlan();
            var group = app.MapGroup("/late").RequireUsagePlan("gone");
            ((IEndpointRouteBuilder)group).DataSources.Add(changing);
        });
        changing.Set(new RouteEndpoint(
            _ => Task.CompletedTask,
            RoutePatternFactory.Parse("/x"), 0, EndpointMetadataCollection.Empty, "x"));
        Assert.Equal(500, (await app.AskAsync("/late/x", TestKeys.Alice)).Status);

        app.Reload(_settings, Good(("UsagePlans:more:Rate", "1")));
        app.Reload(_settings, Good(("ApiKeys:Keys:alice:Enabled", "false")));

        Assert.Empty(app.GetMessages(ReloadingApp.Refused));
        Assert.Equal(401, (await app.AskAsync("/orders", TestKeys.Alice)).Status);
        Assert.Equal(500, (await app.AskAsync("/late/x", TestKeys.Alice)).Status);
    }

    // What it was composed from before says nothing of now: no request has come since it was put right.
    [Fact]
    public async Task Reload_EndpointThatHasBeenPutRightMeanwhile_HasASay()
    {
        using var changing = new MutableEndpoints();
        await using var app = await ReloadingApp.StartAsync(_settings, app =>
        {
            var group = app.MapGroup("/late").RequireUsagePlan("gone");
            ((IEndpointRouteBuilder)group).DataSources.Add(changing);
        });
        changing.Set(new RouteEndpoint(
            _ => Task.CompletedTask,
            RoutePatternFactory.Parse("/x"), 0, EndpointMetadataCollection.Empty, "x"));
        Assert.Equal(500, await new DirectRequests(app).SendAsync(IPAddress.Loopback, TestKeys.Alice));
        app.Reload(_settings, Good(("UsagePlans:gone:Rate", "1")));
        Assert.Empty(app.GetMessages(ReloadingApp.Refused));

        app.Reload(_settings, ReloadingApp.Good);

        Assert.Contains("the usage plan 'gone' does not exist", Assert.Single(app.GetReloadErrors()), StringComparison.Ordinal);
        Assert.Equal(403, (await app.AskAsync("/late/x", TestKeys.Alice)).Status);
    }

    [Fact]
    public async Task Reload_OptionsThatNeedARestart_AreNamedOnceEachAndTheRestIsApplied()
    {
        await using var app = await ReloadingApp.StartAsync(_settings);
        var entries = Good(
            ("Mode", "AmazonApiGateway"), ("MaxCallers", "5"), ("RequestId:Enabled", "false"), ("ApiKeys:HeaderName", "x-other"),
            ("Rejections:rate_exceeded:Status", "503"), ("ApiKeys:Keys:bob:Value", TestKeys.Bob), ("ApiKeys:Keys:bob:Plans:0", "free"));

        app.Reload(_settings, entries);
        app.Reload(_settings, [.. entries, "Stages:more:Variables:a = b"]);

        Assert.Equal(
            [
                "The option ApiGateway:ApiKeys:HeaderName has changed, which takes a restart of the app to be in force.",
                "The option ApiGateway:MaxCallers has changed, which takes a restart of the app to be in force.",
                "The option ApiGateway:Mode has changed, which takes a restart of the app to be in force.",
                "The option ApiGateway:Rejections:rate_exceeded:Status has changed, which takes a restart of the app to be in force.",
                "The option ApiGateway:RequestId:Enabled has changed, which takes a restart of the app to be in force.",
            ],
            app.GetMessages(ReloadingApp.RestartNeeded).Order(StringComparer.Ordinal));
        Assert.Equal(2, app.GetMessages(ReloadingApp.Reloaded).Count);
        Assert.Equal((200, "bob"), await GetAsync(app, TestKeys.Bob));
        Assert.Equal(401, (await app.AskAsync("/orders")).Status);
    }

    private static async Task<(int Status, string Body)> GetAsync(GatewayApp app, string key)
    {
        var answer = await app.AskAsync("/orders", key);
        return (answer.Status, answer.Body);
    }

    /// <summary>The good entries, with others in their place or besides.</summary>
    private static string[] Good(params (string Path, string Value)[] changes) =>
    [
        .. ReloadingApp.Good.Where(entry => changes.All(change => !entry.StartsWith(change.Path + " = ", StringComparison.Ordinal))),
        .. changes.Select(change => $"{change.Path} = {change.Value}"),
    ];

    [ApiController]
    private sealed class OrdersController
    {
        [HttpGet("/action")]
        [RequireUsagePlan("free")]
        public string Get() => "ok";
    }

    private sealed class FickleFactory : IGatewayStepFactory
    {
        public bool IsBroken { get; set; }

        public GatewayStepPosition Position => GatewayStepPosition.Before(GatewayStepAnchor.Handler);

        public IGatewayStep? CreateStep(GatewayEndpoint endpoint) => IsBroken ? throw new InvalidOperationException("broken.") : null;
    }
}
