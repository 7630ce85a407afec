using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Core.Tests.Support;

/// <summary>An app that wants Alice's signature, on the machine's own time, for clients that are other programs. It answers with the body.</summary>
internal static class SignedApp
{
    public static async Task<GatewayApp> StartAsync()
    {
        var store = new FakeSigningStore();
        store.Save(TestSigner.Credential);
        var app = await GatewayApp.StartAsync(
            gateway => gateway.AddSigningCredentials(store, options => options.Region = TestSigner.Region),
            app => app.Map("/{**path}", (HttpContext context) => context.Request.Body.CopyToAsync(context.Response.Body))
                .RequireSignature());
        app.Clock.JumpWallClock(TimeProvider.System.GetUtcNow() - app.Clock.GetUtcNow());
        return app;
    }
}
