using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd;

public class ReexecutionAfterReloadTests
{
    private readonly ChangingSettings _settings = new(ReloadingApp.Good);
    private readonly TaskCompletionSource _hasReloaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _reloads;

    [Fact]
    public async Task ReExecute_SameEndpointThatRefusedBeforeTheReload_IsRefusedAgain()
    {
        await using var app = await StartAsync(app => app.UseStatusCodePagesWithReExecute("/orders"));

        var answer = await app.AskAsync("/orders");

        Assert.Equal(401, answer.Status);
        Assert.DoesNotContain("secret", answer.Body, StringComparison.Ordinal);

        // The answer may be with the client before the middleware around it goes on.
        await _hasReloaded.Task.InTime();
        Assert.Equal(1, _reloads);
    }

    [Fact]
    public async Task ReExecute_SameEndpointThatRanBeforeTheReload_IsNotChargedAgain()
    {
        await using var app = await StartAsync(app => app.Use(async (context, next) =>
        {
            await next();

            // What the framework's own middleware sets when it runs the pipeline again.
            context.Features.Set<IStatusCodeReExecuteFeature>(new StatusCodeReExecuteFeature());
            context.Request.Headers.Remove("x-api-key");
            await next();
        }));

        var answer = await app.AskAsync("/orders", TestKeys.Alice);

        Assert.Equal((200, "secretsecret"), (answer.Status, answer.Body));

        // The answer may be with the client before the middleware around it goes on.
        await _hasReloaded.Task.InTime();
        Assert.Equal(1, _reloads);
    }

    /// <summary>Configuration changes after the endpoint has run for the first time in a request.</summary>
    private async Task<GatewayApp> StartAsync(Action<WebApplication> use)
    {
        GatewayApp? running = null;
        running = await ReloadingApp.StartAsync(_settings, app =>
        {
            use(app);
            app.Use(async (context, next) =>
            {
                await next();
                if (_reloads == 0)
                {
                    _reloads++;
                    running!.Reload(_settings, [.. ReloadingApp.Good, "Stages:more:Variables:a = b"]);
                    Assert.Single(running!.GetMessages(ReloadingApp.Reloaded));
                    _hasReloaded.SetResult();
                }
            });
            app.UseRouting();
            app.MapGet("/orders", (HttpContext context) => context.Response.WriteAsync("secret")).RequireUsagePlan();
        });
        return running;
    }
}
