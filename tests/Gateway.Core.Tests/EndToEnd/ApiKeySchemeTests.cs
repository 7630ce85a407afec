using System.Security.Claims;
using Gateway.Core.ApiKeys;
using Gateway.Core.ApiKeys.Authentication;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd;

/// <summary>Endpoints without any policy of the gateway, behind authorization by the gateway's keys.</summary>
public class ApiKeySchemeTests
{
    private readonly FakeApiKeyStore _store = new();

    [Fact]
    public async Task Get_GoodKey_HasItsClaims()
    {
        _store.Save(ApiKeyLab.KeyOf(TestKeys.Alice) with
        {
            Name = "Alice & Co",
            Plans = ["free", "pro"],
            Tags = new Dictionary<string, string> { ["tenant"] = "acme" },
        });
        await using var app = await SchemeApp.StartAsync(
            app => app.MapGet("/", (ClaimsPrincipal user) => string.Join(
                ' ',
                user.Identity!.AuthenticationType,
                user.FindFirstValue(ClaimTypes.NameIdentifier),
                user.Identity.Name,
                string.Join('+', user.FindAll("gateway:plan").Select(claim => claim.Value)),
                user.FindFirstValue("tenant"),
                user.FindFirst("tenant")!.Issuer)).RequireAuthorization(),
            _store);

        Assert.Equal("ApiKey alice Alice & Co free+pro acme ApiKey", (await app.AskAsync("/", TestKeys.Alice)).Body);
        Assert.Equal("ApiKey alice Alice & Co free+pro acme ApiKey", (await app.AskAsync("/", TestKeys.Alice)).Body);
        Assert.Single(_store.Calls);
    }

    [Fact]
    public async Task Get_PolicyAsksForAClaim_Returns403WithoutIt()
    {
        _store.Save(ApiKeyLab.KeyOf(TestKeys.Alice) with { Plans = ["pro"] });
        _store.Save(ApiKeyLab.KeyOf(TestKeys.Bob, "bob"));
        await using var app = await SchemeApp.StartAsync(
            app => app.MapGet("/", () => "ok").RequireAuthorization(policy => policy.RequireClaim("gateway:plan", "pro")), _store);

        Assert.Equal(200, (await app.AskAsync("/", TestKeys.Alice)).Status);
        Assert.Equal(403, (await app.AskAsync("/", TestKeys.Bob)).Status);
        Assert.Equal(401, (await app.AskAsync("/")).Status);
    }

    [Fact]
    public async Task Get_EndpointOpenToAll_IsServedWithAndWithoutAKey()
    {
        await using var app = await SchemeApp.StartAsync(
            app => app.MapGet("/", (ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.NameIdentifier) ?? "nobody"));

        Assert.Equal("alice", (await app.AskAsync("/", TestKeys.Alice)).Body);
        Assert.Equal("nobody", (await app.AskAsync("/")).Body);
        Assert.Equal("nobody", (await app.AskAsync("/", TestKeys.Bob)).Body);
    }

    [Fact]
    public async Task Authenticate_NoKeyOrABadOne_IsNoResultOrAFailure()
    {
        await using var app = await SchemeApp.StartAsync(app => app.MapGet("/", async (HttpContext context) =>
        {
            var result = await context.AuthenticateAsync("ApiKey");
            return $"{result.None} {result.Failure?.Message}";
        }));

        Assert.Equal("True ", (await app.AskAsync("/")).Body);
        Assert.Equal("False A valid API key is required.", (await app.AskAsync("/", "short")).Body);
        Assert.Equal("False A valid API key is required.", (await app.AskAsync("/", TestKeys.Bob)).Body);
    }

    [Fact]
    public async Task Get_KeyIsInvalidated_IsRefusedAtTheNextRequest()
    {
        _store.Save(ApiKeyLab.KeyOf(TestKeys.Alice));
        await using var app = await StartAsync();
        Assert.Equal(200, (await app.AskAsync("/", TestKeys.Alice)).Status);
        _store.Delete("alice");
        Assert.Equal(200, (await app.AskAsync("/", TestKeys.Alice)).Status);

        app.Services.GetRequiredService<IApiKeyAdministration>().Invalidate("alice");

        Assert.Equal(401, (await app.AskAsync("/", TestKeys.Alice)).Status);
    }

    [Fact]
    public async Task Get_KeyInTheQuery_IsReadWhereThatIsAllowed()
    {
        await using var app = await SchemeApp.StartAsync(
            app => app.MapGet("/", (HttpContext context) => context.Request.QueryString.Value).RequireAuthorization(),
            options: options => options.ApiKeys.QueryParameterName = "api_key");
        await using var other = await SchemeApp.StartAsync(app => app.MapGet("/", () => "ok").RequireAuthorization());

        Assert.Equal("?a=b", (await app.AskAsync($"/?api_key={TestKeys.Alice}&a=b")).Body);
        Assert.Equal(401, (await app.AskAsync($"/?api_key={TestKeys.Alice}", TestKeys.Alice)).Status);
        Assert.Equal(401, (await other.AskAsync($"/?api_key={TestKeys.Alice}")).Status);
    }

    [Fact]
    public async Task Get_OtherSchemeName_WorksUnderThatOne()
    {
        await using var app = await SchemeApp.StartAsync(
            app => app.MapGet("/", (ClaimsPrincipal user) => $"{user.Identity!.AuthenticationType} {user.Claims.First().Issuer}")
                .RequireAuthorization(policy => policy.AddAuthenticationSchemes("Partner").RequireAuthenticatedUser()),
            schemes: schemes => schemes.AddApiKey("Partner", options => options.ClaimsIssuer = "us")
                .AddScheme<AuthenticationSchemeOptions, OtherScheme>("Other", null));

        Assert.Equal("Partner us", (await app.AskAsync("/", TestKeys.Alice)).Body);
        Assert.Equal(401, (await app.AskAsync("/", TestKeys.Bob)).Status);
    }

    [Fact]
    public async Task Schemes_OfTheApp_ListTheKeys()
    {
        await using var app = await StartAsync();

        var scheme = Assert.Single(await app.Services.GetRequiredService<IAuthenticationSchemeProvider>().GetAllSchemesAsync());

        Assert.Equal(("ApiKey", typeof(ApiKeyAuthenticationHandler)), (scheme.Name, scheme.HandlerType));
        Assert.Equal("ApiKey", ApiKeyAuthenticationOptions.DefaultScheme);
    }

    [Fact]
    public async Task Get_AfterAReload_GoesByTheNewKeys()
    {
        var settings = new ChangingSettings(ReloadingApp.Good);
        await using var app = await ReloadingApp.StartAsync(
            settings,
            app => app.MapGet("/", () => "ok").RequireAuthorization(),
            configure: builder => builder.Services.AddAuthorization().AddAuthentication().AddApiKey());
        Assert.Equal(200, (await app.AskAsync("/", TestKeys.Alice)).Status);

        app.Reload(settings, ReloadingApp.Good.Select(entry => entry.Replace(TestKeys.Alice, TestKeys.Bob, StringComparison.Ordinal)));

        Assert.Equal(401, (await app.AskAsync("/", TestKeys.Alice)).Status);
        Assert.Equal(200, (await app.AskAsync("/", TestKeys.Bob)).Status);
    }

    private Task<GatewayApp> StartAsync() => SchemeApp.StartAsync(app => app.MapGet("/", () => "ok").RequireAuthorization(), _store);
}
