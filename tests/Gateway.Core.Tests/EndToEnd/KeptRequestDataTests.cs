using System.Net.Sockets;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd;

/// <summary>A connection keeps one object for the data of its requests; nothing of one request may reach the next.</summary>
public class KeptRequestDataTests
{
    [Fact]
    public async Task Requests_OnOneConnection_SeeOnlyTheirOwnCaller()
    {
        await using var app = await StartAsync();
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = 1 };
        using var client = new HttpClient(handler) { BaseAddress = app.Client.BaseAddress };

        var answers = new List<string>();
        foreach (var key in (string?[])[TestKeys.Alice, null, TestKeys.Bob, "gw_demo_wrong", TestKeys.Alice])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/who");
            if (key is not null)
            {
                request.Headers.Add("x-api-key", key);
            }

            using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
            answers.Add(response.IsSuccessStatusCode
                ? await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)
                : ((int)response.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        Assert.Equal(["alice", "401", "bob", "401", "alice"], answers);
    }

    [Theory]
    [InlineData("/throws")]
    [InlineData("/short")]
    [InlineData("/completed-throws")]
    public async Task Requests_AfterOneThatEndedBadly_AreCheckedAfresh(string path)
    {
        await using var app = await StartAsync();
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = 1 };
        using var client = new HttpClient(handler) { BaseAddress = app.Client.BaseAddress };
        for (var i = 0; i < 3; i++)
        {
            using var bad = new HttpRequestMessage(HttpMethod.Get, path);
            bad.Headers.Add("x-api-key", TestKeys.Alice);
            try
            {
                using var response = await client.SendAsync(bad, TestContext.Current.CancellationToken);
            }
            catch (HttpRequestException exception) when (exception.InnerException is IOException or SocketException or null)
            {
                // The server cut the connection; the next request has a new one.
            }

            using var unkeyed = await client.GetAsync(new Uri("/who", UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal(401, (int)unkeyed.StatusCode);
        }
    }

    private static Task<GatewayApp> StartAsync() => GatewayApp.StartAsync(
        gateway => gateway.AddUsagePlan("free", plan => plan.Rate(1_000))
            .AddApiKey("alice", key => key.Value(TestKeys.Alice).Plans("free"))
            .AddApiKey("bob", key => key.Value(TestKeys.Bob).Plans("free")),
        app =>
        {
            app.MapGet("/who", (HttpContext context) => context.GetGateway().Caller!.Id).RequireUsagePlan();
            app.MapGet("/throws", string () => throw new InvalidOperationException("thrown by a test")).RequireUsagePlan();
            app.MapGet("/short", (HttpContext context) => context.Response.ContentLength = 5).RequireUsagePlan();
            app.MapGet(
                "/completed-throws",
                (HttpContext context) =>
                {
                    context.Response.OnCompleted(() => throw new InvalidOperationException("thrown by a test"));
                    return "ok";
                }).RequireUsagePlan();
        });
}
