using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.JwtBearer.Tests.Support;

/// <summary>An issuer, and an app that accepts its tokens on <c>/orders</c>, and with a scope on <c>/read</c>.</summary>
internal sealed class JwtLab : IAsyncDisposable
{
    private JwtLab(TestIssuer issuer, GatewayApp app)
    {
        Issuer = issuer;
        App = app;
    }

    public TestIssuer Issuer { get; }

    public GatewayApp App { get; }

    public FakeClock Clock => App.Clock;

    public static Task<JwtLab> StartAsync(Action<JwtAuthorizerBuilder>? configure = null, Action<WebApplication>? map = null) =>
        StartAsync(
            (gateway, issuer) => gateway.AddJwtAuthorizer("users", jwt =>
            {
                Point(jwt, issuer).Audiences("orders");
                configure?.Invoke(jwt);
            }),
            map);

    public static Task<JwtLab> StartUserPoolAsync(Action<JwtAuthorizerBuilder>? configure = null) =>
        StartAsync((gateway, issuer) => gateway.AddCognitoAuthorizer("users", "eu-west-1_Ab12Cd34E", pool =>
        {
            Point(pool, issuer).Audiences("client-1", "client-2");
            configure?.Invoke(pool);
        }));

    public TestToken CreateToken() => new(Issuer, Clock.GetUtcNow());

    public Task<Answer> AskAsync(string token, string path = "/orders", string header = "Authorization") =>
        App.SendAsync("GET", path, (header, token));

    public async Task<int> GetStatusAsync(string token, string path = "/orders") => (await AskAsync(token, path)).Status;

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Issuer.DisposeAsync();
    }

    private static async Task<JwtLab> StartAsync(Action<Core.Hosting.IApiGatewayBuilder, TestIssuer> add, Action<WebApplication>? map = null)
    {
        var issuer = await TestIssuer.StartAsync();
        var app = await GatewayApp.StartAsync(gateway => add(gateway, issuer), app =>
        {
            app.MapGet("/orders", (HttpContext context) => context.User.Identity!.Name).RequireAuthorizer("users");
            app.MapGet("/read", () => "ok").RequireAuthorizer("users", "orders.read", "orders.write");
            map?.Invoke(app);
        });
        return new JwtLab(issuer, app);
    }

    private static JwtAuthorizerBuilder Point(JwtAuthorizerBuilder jwt, TestIssuer issuer) =>
        jwt.Issuer(issuer.Name).Configure(options => options.RequireHttpsMetadata = false);
}
