using Gateway.Core.Authorizers.Signing;
using Gateway.Core.Pipeline;
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
            gateway =>
            {
                gateway.Services.AddSingleton(store);
                gateway.Services.AddSingleton(new SignatureOptions { Region = TestSigner.Region });
                gateway.Services.AddSingleton<IGatewayStepFactory, SignedStepFactory>();
            },
            app => app.Map("/{**path}", (HttpContext context) => context.Request.Body.CopyToAsync(context.Response.Body))
                .WithGatewayMetadata(new SignedMetadata()));
        app.Clock.JumpWallClock(TimeProvider.System.GetUtcNow() - app.Clock.GetUtcNow());
        return app;
    }
}
