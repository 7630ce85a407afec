using System.Net;
using System.Text.Json;
using Gateway.Core.Tests.Support;
using Gateway.JwtBearer.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.JwtBearer.Tests.Keys;

/// <summary>The app's own way to the issuer, and what must be encrypted on it.</summary>
public class BackchannelTests
{
    private const string Name = "https://issuer.example.com";

    [Theory]
    [InlineData("https://keys.example.com/", 200)]
    [InlineData("http://keys.example.com/", 500)]
    [InlineData("/keys", 500)]
    public async Task Keys_AreReadByTheAppsHandlerAndOnlyOverHttps(string keys, int status)
    {
        using var handler = new FakeHandler(keys);
        await using var issuer = await TestIssuer.StartAsync();
        await using var app = await GatewayApp.StartAsync(
            gateway => gateway.AddJwtAuthorizer(
                "users", jwt => jwt.Issuer(Name).Audiences("orders").Configure(options => options.BackchannelHandler = handler)),
            app => app.MapGet("/", () => "ok").RequireAuthorizer("users"));
        var token = new TestToken(issuer, app.Clock.GetUtcNow()).With("iss", Name).Sign();

        Assert.Equal(status, (await app.SendAsync("GET", "/", ("Authorization", token))).Status);
        Assert.Equal(status == 200 ? [Name + "/.well-known/openid-configuration", keys] : [Name + "/.well-known/openid-configuration"], handler.Asked);
    }

    private sealed class FakeHandler(string keys) : HttpMessageHandler
    {
        public List<string> Asked { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var address = request.RequestUri!.AbsoluteUri;
            Asked.Add(address);
            var document = address == keys
                ? JsonSerializer.Serialize(new { keys = new[] { TestKey.First.ToJson() } })
                : JsonSerializer.Serialize(new { issuer = Name, jwks_uri = keys });
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(document) });
        }
    }
}
