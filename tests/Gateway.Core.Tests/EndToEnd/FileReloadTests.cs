using Gateway.Core.Pipeline;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd;

/// <summary>Real files and their real watcher; every wait is for what the app says it has done.</summary>
public sealed class FileReloadTests : IDisposable
{
    private const string Alice = $$""" "alice": { "Value": "{{TestKeys.Alice}}", "Plans": [ "free" ] } """;
    private const string Bob = $$""" "bob": { "Value": "{{TestKeys.Bob}}", "Plans": [ "pro" ] } """;

    private readonly SettingsFile _file = new(Gateway("\"free\": { \"Rate\": 1, \"Burst\": 100 }", Alice));

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task Write_OtherBurst_HoldsForTheNextCaller()
    {
        _file.Write(Gateway("\"free\": { \"Rate\": 0.001, \"Burst\": 100 }", Alice));
        await using var app = await StartAsync();

        _file.Write(Gateway("\"free\": { \"Rate\": 0.001, \"Burst\": 1 }", Alice));
        await app.Logs.WaitAsync(ReloadingApp.Reloaded, 1);

        Assert.Equal(200, (await app.AskAsync("/orders", TestKeys.Alice)).Status);
        Assert.Equal(429, (await app.AskAsync("/orders", TestKeys.Alice)).Status);
    }

    [Fact]
    public async Task Write_NewPlanAndKey_WorkAtOnce()
    {
        await using var app = await StartAsync();
        Assert.Equal(401, (await app.AskAsync("/orders", TestKeys.Bob)).Status);

        _file.Write(Gateway("\"free\": { \"Rate\": 1, \"Burst\": 100 }, \"pro\": { \"Rate\": 1 }", $"{Alice}, {Bob}"));
        await app.Logs.WaitAsync(ReloadingApp.Reloaded, 1);

        Assert.Equal("bob pro", (await app.AskAsync("/orders", TestKeys.Bob)).Body);
        Assert.Equal("alice free", (await app.AskAsync("/orders", TestKeys.Alice)).Body);
    }

    [Fact]
    public async Task Write_DisabledKey_IsRefusedAtOnce()
    {
        await using var app = await StartAsync();
        Assert.Equal(200, (await app.AskAsync("/orders", TestKeys.Alice)).Status);

        _file.Write(Gateway("\"free\": { \"Rate\": 1, \"Burst\": 100 }", Alice.Replace("{ \"Value", "{ \"Enabled\": false, \"Value", StringComparison.Ordinal)));
        await app.Logs.WaitAsync(ReloadingApp.Reloaded, 1);

        Assert.Equal(401, (await app.AskAsync("/orders", TestKeys.Alice)).Status);
    }

    [Fact]
    public async Task Write_PlanInUseRemoved_IsRefused()
    {
        await using var app = await StartAsync();

        _file.Write(Gateway("\"pro\": { \"Rate\": 1 }", Bob));
        await app.Logs.WaitAsync(ReloadingApp.Refused, 1);

        Assert.Equal(
            ["Endpoint 'GET /free': the usage plan 'free' does not exist. Add it with AddUsagePlan(\"free\", …) or under ApiGateway:UsagePlans; known plans: pro."],
            app.GetReloadErrors());
        await AssertOldSetHoldsAsync(app);
    }

    [Theory]
    [InlineData("{ \"ApiGateway\": { \"UsagePlans\": { ", "gateway.json: the file is missing, malformed or empty. Correct it or put it back; to run without it, restart the app.")]
    [InlineData("", "gateway.json: the file is missing, malformed or empty. Correct it or put it back; to run without it, restart the app.")]
    [InlineData("{}", "gateway.json: the file is missing, malformed or empty. Correct it or put it back; to run without it, restart the app.")]
    [InlineData("{ \"Other\": 1 }", "ApiGateway: the section is gone. Put it back; to run without it, restart the app.")]
    [InlineData("{ \"ApiGateway\": {} }", "ApiGateway: the section is gone. Put it back; to run without it, restart the app.")]
    public async Task Write_NothingLeftToReadThenGoodAgain_KeepsTheOldSetAndRecovers(string text, string error)
    {
        await using var app = await StartAsync();

        _file.WriteText(text);
        await app.Logs.WaitAsync(ReloadingApp.Refused, 1);
        Assert.Contains(error, app.GetMessages(ReloadingApp.Refused)[0], StringComparison.Ordinal);
        await AssertOldSetHoldsAsync(app);

        _file.Write(Gateway("\"free\": { \"Rate\": 1, \"Burst\": 100 }, \"pro\": { \"Rate\": 1 }", $"{Alice}, {Bob}"));
        await app.Logs.WaitAsync(ReloadingApp.Reloaded, 1);
        Assert.False(app.IsConfigurationDegraded());
        Assert.Equal(200, (await app.AskAsync("/orders", TestKeys.Bob)).Status);
    }

    [Fact]
    public async Task Delete_FileThatComesBack_KeepsTheOldSetAndRecovers()
    {
        await using var app = await StartAsync();

        _file.Delete();
        await app.Logs.WaitAsync(ReloadingApp.Refused, 1);
        await AssertOldSetHoldsAsync(app);

        _file.Write(Gateway("\"free\": { \"Rate\": 1, \"Burst\": 100 }", Alice));
        await app.Logs.WaitAsync(ReloadingApp.Reloaded, 1);
        Assert.False(app.IsConfigurationDegraded());
        Assert.Equal(200, (await app.AskAsync("/orders", TestKeys.Alice)).Status);
    }

    private static string Gateway(string plans, string keys) => $$"""{ "UsagePlans": { {{plans}} }, "ApiKeys": { "Keys": { {{keys}} } } }""";

    private static async Task AssertOldSetHoldsAsync(GatewayApp app)
    {
        Assert.True(app.IsConfigurationDegraded());
        Assert.Equal(200, (await app.AskAsync("/orders", TestKeys.Alice)).Status);
        Assert.Equal(401, (await app.AskAsync("/orders")).Status);
    }

    private Task<GatewayApp> StartAsync() => GatewayApp.StartAsync(
        _ => { },
        app =>
        {
            app.MapGet("/orders", (GatewayCaller caller) => $"{caller.Id} {caller.Plan}").RequireUsagePlan();
            app.MapGet("/free", () => "ok").RequireUsagePlan("free");
        },
        _file.AddTo);
}
