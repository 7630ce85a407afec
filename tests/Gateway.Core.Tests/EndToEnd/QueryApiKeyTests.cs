using System.Net;
using Gateway.Core.Pipeline;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd;

public class QueryApiKeyTests
{
    [Fact]
    public async Task Get_KeyInTheQuery_Returns200AndHidesItFromTheApp()
    {
        await using var app = await StartAsync();

        Assert.Equal(
            $"?a=b&c&d=+%20|/orders?a=b&c&d=+%20|a,c,d",
            await app.Client.GetStringAsync($"/orders?a=b&c&api_key={TestKeys.Alice}&d=+%20", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Get_KeyInHeader_StillReturns200() =>
        await AssertAsync(HttpStatusCode.OK, "/orders", TestKeys.Alice);

    [Fact]
    public async Task Get_KeyInHeaderAndQuery_Returns401() =>
        await AssertAsync(HttpStatusCode.Unauthorized, $"/orders?api_key={TestKeys.Alice}", TestKeys.Alice);

    [Theory]
    [InlineData($"/orders?api_key={TestKeys.Alice}&api_key={TestKeys.Alice}")]
    [InlineData($"/orders?api_key={TestKeys.Alice}&API%5FKEY={TestKeys.Bob}")]
    [InlineData($"/orders?api_key={TestKeys.Alice}&api_key=")]
    [InlineData($"/orders?api_key={TestKeys.Alice}&api_key")]
    [InlineData($"/orders?api_key={TestKeys.Alice},{TestKeys.Alice}")]
    [InlineData($"/orders?api_key={TestKeys.Alice}%00")]
    [InlineData($"/orders?api_key={TestKeys.Alice}+")]
    [InlineData("/orders?api_key=")]
    [InlineData("/orders?api_key")]
    [InlineData($"/orders?x-api-key={TestKeys.Alice}")]
    public async Task Get_AnythingButOneGoodValueInTheQuery_Returns401(string path) => await AssertAsync(HttpStatusCode.Unauthorized, path);

    [Fact]
    public async Task Get_QueryKeysOff_Returns401AndLeavesTheQueryAlone()
    {
        await using var app = await StartAsync(parameterName: null);

        Assert.Equal(HttpStatusCode.Unauthorized, (await app.GetAsync($"/orders?api_key={TestKeys.Alice}")).StatusCode);
        Assert.Equal(
            "?api_key=1|/orders?api_key=1|api_key",
            await (await app.GetAsync("/orders?api_key=1", TestKeys.Alice)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Start_QueryKeysOff_KeepsTheHostsOwnContextFactory()
    {
        await using var app = await StartAsync(parameterName: null);

        Assert.IsType<DefaultHttpContextFactory>(app.Services.GetRequiredService<IHttpContextFactory>());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Start_QueryKeysWithAContextFactoryOfTheApp_IsRefused(bool isRegisteredFirst)
    {
        var exception = await Assert.ThrowsAsync<GatewayConfigurationException>(() => GatewayApp.StartAsync(
            gateway =>
            {
                gateway.Services.AddApiGateway(options => options.ApiKeys.QueryParameterName = "api_key");
                if (!isRegisteredFirst)
                {
                    gateway.Services.AddSingleton<IHttpContextFactory, OwnFactory>();
                }
            },
            _ => { },
            builder =>
            {
                if (isRegisteredFirst)
                {
                    builder.Services.AddSingleton<IHttpContextFactory, OwnFactory>();
                }
            }));

        Assert.Equal(
            [
                "ApiGateway:ApiKeys:QueryParameterName needs the framework's own IHttpContextFactory, because the key is taken out of the URL where "
                + "contexts are made; the app has registered another one. Read keys from the header only.",
            ],
            exception.Errors);
    }

    [Fact]
    public async Task Start_HeaderKeysWithAContextFactoryOfTheApp_KeepsIt()
    {
        await using var app = await GatewayApp.StartAsync(
            gateway => gateway.Services.AddSingleton<IHttpContextFactory, OwnFactory>(),
            app => app.MapGet("/", () => "ok"));

        Assert.Equal("ok", await app.Client.GetStringAsync("/", TestContext.Current.CancellationToken));
        Assert.IsType<OwnFactory>(app.Services.GetRequiredService<IHttpContextFactory>());
    }

    private static async Task AssertAsync(HttpStatusCode expected, string path, string? key = null)
    {
        await using var app = await StartAsync();

        Assert.Equal(expected, (await app.GetAsync(path, key)).StatusCode);
    }

    private static Task<GatewayApp> StartAsync(string? parameterName = "api_key") => GatewayApp.StartAsync(
        gateway =>
        {
            gateway.AddUsagePlan("free", plan => plan.Rate(100)).AddApiKey("alice", key => key.Value(TestKeys.Alice).Plans("free"));
            gateway.Services.AddApiGateway(options => options.ApiKeys.QueryParameterName = parameterName);
        },
        app => app.MapGet("/orders", (HttpContext context) => string.Join(
            '|',
            context.Request.QueryString.Value,
            context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            string.Join(',', context.Request.Query.Keys.Order(StringComparer.Ordinal)))).RequireUsagePlan());

    private sealed class OwnFactory(IServiceProvider services) : IHttpContextFactory
    {
        private readonly DefaultHttpContextFactory _inner = new(services);

        public HttpContext Create(IFeatureCollection featureCollection) => _inner.Create(featureCollection);

        public void Dispose(HttpContext httpContext) => _inner.Dispose(httpContext);
    }
}
