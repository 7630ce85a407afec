using System.Security.Claims;
using Gateway.Core.ApiKeys;
using Gateway.Core.Pipeline;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd;

/// <summary>Endpoints that ask for the key twice: authorization, then a usage plan.</summary>
public class ApiKeySchemeWithPlanTests
{
    private readonly FakeApiKeyStore _store = new();

    public ApiKeySchemeWithPlanTests() => _store.Save(ApiKeyLab.KeyOf(TestKeys.Alice));

    [Fact]
    public async Task Get_GoodKey_IsLookedUpOnceAndKnownToBoth()
    {
        await using var app = await StartAsync();

        Assert.Equal("alice alice free", (await app.AskAsync("/both", TestKeys.Alice)).Body);
        Assert.Single(_store.Calls);
    }

    [Theory]
    [InlineData("/both")]
    [InlineData("/plan")]
    [InlineData("/open")]
    public async Task Get_WrongKeys_AreLookedUpAndChargedOnce(string path)
    {
        await using var app = await StartAsync(burst: 2);
        var expected = path == "/open" ? 200 : 401;
        Assert.Equal(expected, (await app.AskAsync(path, ApiKey.Create().Value)).Status);
        Assert.Equal(expected, (await app.AskAsync(path, ApiKey.Create().Value)).Status);

        Assert.Equal(path == "/open" ? 200 : 429, (await app.AskAsync(path, ApiKey.Create().Value)).Status);
        Assert.Equal(2, _store.Calls.Count);
    }

    [Fact]
    public async Task Get_StoreDown_IsAskedOnce()
    {
        await using var app = await StartAsync();
        _store.Fail();

        Assert.Equal(503, (await app.AskAsync("/plan", TestKeys.Alice)).Status);
        Assert.Single(_store.Calls);
    }

    [Fact]
    public async Task Get_KeyIsForgottenBetweenTheTwo_KeepsWhatTheRequestHasProved()
    {
        await using var app = await StartAsync(between: context =>
            context.RequestServices.GetRequiredService<IApiKeyAdministration>().Invalidate("alice"));

        Assert.Equal("alice alice free", (await app.AskAsync("/both", TestKeys.Alice)).Body);
        Assert.Single(_store.Calls);
        Assert.Equal("alice alice free", (await app.AskAsync("/both", TestKeys.Alice)).Body);
        Assert.Equal(2, _store.Calls.Count);
    }

    [Fact]
    public async Task Get_HeaderIsChangedBetweenTheTwo_ProvesTheOtherValue()
    {
        _store.Save(ApiKeyLab.KeyOf(TestKeys.Bob, "bob"));
        await using var app = await StartAsync(between: context =>
            context.Request.Headers["x-api-key"] = context.Request.Headers["x-api-key"] == TestKeys.Alice ? TestKeys.Bob : TestKeys.Carol);

        Assert.Equal("alice bob free", (await app.AskAsync("/both", TestKeys.Alice)).Body);
        Assert.Equal(401, (await app.AskAsync("/both", TestKeys.Bob)).Status);
    }

    [Fact]
    public async Task Get_SomethingIsAddedToTheUser_IsGoneWithTheRequest()
    {
        await using var app = await StartAsync(between: context => ((ClaimsIdentity)context.User.Identity!).AddClaim(new Claim("seen", "yes")));

        Assert.Equal("1", (await app.AskAsync("/seen", TestKeys.Alice)).Body);
        Assert.Equal("1", (await app.AskAsync("/seen", TestKeys.Alice)).Body);
    }

    private Task<GatewayApp> StartAsync(int burst = 100, Action<HttpContext>? between = null) => SchemeApp.StartAsync(
        app =>
        {
            app.UseAuthentication();
            app.UseAuthorization();
            app.Use((context, next) =>
            {
                between?.Invoke(context);
                return next();
            });
            app.MapGet("/both", (ClaimsPrincipal user, GatewayCaller caller) =>
                $"{user.FindFirstValue(ClaimTypes.NameIdentifier)} {caller.Id} {caller.Plan}").RequireUsagePlan().RequireAuthorization();
            app.MapGet("/plan", () => "ok").RequireUsagePlan();
            app.MapGet("/open", () => "ok");
            app.MapGet("/seen", (ClaimsPrincipal user) => user.FindAll("seen").Count()).RequireAuthorization();
        },
        _store,
        options: options => (options.FailedCredentials.Rate, options.FailedCredentials.Burst) = (0.001, burst));
}
