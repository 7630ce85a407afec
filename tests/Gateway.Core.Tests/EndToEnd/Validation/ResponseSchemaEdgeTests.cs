using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd.Validation;

/// <summary>Enforced responses that are gone before anybody has looked at them.</summary>
public class ResponseSchemaEdgeTests
{
    [Fact]
    public async Task Get_TooLargeAndOfAnotherStatusSince_IsRefused()
    {
        await using var app = await StartAsync(async context =>
        {
            await context.Response.WriteAsync(new string('a', 5_000), context.RequestAborted);
            context.Response.StatusCode = 404;
        });

        Assert.Equal("500 response_invalid", (await app.AskAsync("/")).Summarize());
        Assert.Contains(app.Logs.Entries, entry => entry.Id.Id == 1501);
    }

    [Fact]
    public async Task Get_TooLargeForAClientThatGoesAway_IsNoError()
    {
        var isWritten = new TaskCompletionSource();
        var isDone = new TaskCompletionSource();
        await using var app = await StartAsync(async context =>
        {
            context.Response.OnCompleted(() =>
            {
                isDone.SetResult();
                return Task.CompletedTask;
            });
            await context.Response.WriteAsync(new string('a', 5_000), CancellationToken.None);
            var aborted = new TaskCompletionSource();
            context.RequestAborted.Register(aborted.SetResult);
            isWritten.SetResult();
            await aborted.Task.InTime();
        });
        using (var connection = await RawConnection.OpenAsync(app.Address))
        {
            await connection.SendAsync("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            await isWritten.Task.InTime();
        }

        await isDone.Task.InTime();

        Assert.DoesNotContain(app.Logs.Entries, entry => entry.Level >= LogLevel.Warning);
    }

    private static Task<GatewayApp> StartAsync(RequestDelegate handler) => MappedApp.StartAsync(
        app => app.MapGet("/", handler).WithResponseSchema("{}", statuses: "200").EnforceResponseSchema(),
        options: options => options.Validation.MaxResponseBytes = 1_000);
}
