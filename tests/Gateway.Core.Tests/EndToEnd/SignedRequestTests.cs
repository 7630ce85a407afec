using System.Globalization;
using System.Net;
using Gateway.Core.Authorizers;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd;

/// <summary>Signed requests beside authorizers and resource policies.</summary>
public class SignedRequestTests
{
    private const string Own = "123456789012";
    private const string Foreign = "222222222222";
    private const string Allow = """{"Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}}""";
    private const string Other = """{"Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"execute-api:/*/GET/other"}}""";
    private const string Deny = """{"Statement":{"Effect":"Deny","Principal":"*","Action":"*","Resource":"execute-api:/*/GET/signed","Condition":{"StringEquals":{"aws:username":"alice"}}}}""";

    [Theory]
    [InlineData(Own, null, 200)]
    [InlineData(Own, Allow, 200)]
    [InlineData(Own, Other, 200)]
    [InlineData(Own, Deny, 403)]
    [InlineData(Foreign, null, 403)]
    [InlineData(Foreign, Allow, 200)]
    [InlineData(Foreign, Other, 403)]
    [InlineData(Foreign, Deny, 403)]
    public async Task Get_SignerOfAnAccount_IsJoinedWithThePolicyByTheTableOfThatAccount(string configured, string? policy, int status)
    {
        await using var app = await StartAsync(configured, app =>
        {
            var endpoint = app.MapGet("/signed", () => "ok").RequireSignature();
            _ = policy is null ? endpoint : endpoint.RequireResourcePolicy(policy);
        });

        Assert.Equal(status, (await AskSignedAsync(app, "/signed")).Status);
    }

    [Fact]
    public async Task Get_Signed_IsThePrincipalOfHandlerAndContext()
    {
        await using var app = await StartAsync(Own, app => app
            .MapGet("/signed", (HttpContext context) => $"{context.GetGateway().Principal!.Id} {context.User.Identity!.Name}").RequireSignature());

        Assert.Equal((200, "alice alice"), await AskSignedAsync(app, "/signed"));
    }

    [Theory]
    [InlineData("/signed?b=2&a=1", "/signed?b=2&a=1", 200)]
    [InlineData("/signed?b=2&a=1", "/signed?b=2&a=2", 401)]
    public async Task Get_OverHttp2_IsVerifiedAsOverHttp1(string target, string sent, int status)
    {
        var headers = new TestSigner { Target = target }.Sign().Request.Headers;
        await using var app = await StartAsync(Own, app => app.MapGet("/signed", () => "ok").RequireSignature(), HttpProtocols.Http2);
        using var request = new HttpRequestMessage(HttpMethod.Get, sent) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value.ToString());
        }

        using var answer = await app.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Policy_AskedForInTheHandler_TakesOverWhoHasSigned()
    {
        await using var app = await StartAsync(Own, app => app.MapGet("/signed", async (HttpContext context, IAuthorizationService authorization) =>
            (await authorization.AuthorizeAsync(context.User, context, new AuthorizationPolicyBuilder().RequireGatewayAuthorizer("anybody").Build())).Succeeded.ToString())
            .RequireSignature());

        Assert.Equal((200, "True"), await AskSignedAsync(app, "/signed"));
    }

    [Fact]
    public async Task Get_AuthorizerToo_MustAlsoAllow()
    {
        await using var app = await StartAsync(Own, app =>
        {
            app.MapGet("/signed", () => "ok").RequireSignature().RequireAuthorizer("host");
            app.MapGet("/freed", () => "ok").RequireSignature().DisableSignature();
        });

        Assert.Equal(403, (await AskSignedAsync(app, "/signed")).Status);
        Assert.Equal((200, "ok"), await AskAsync(app, "/freed"));
    }

    [Fact]
    public async Task Start_WithoutCredentials_SaysWhichCallIsMissing() => Assert.Equal(
        "Endpoint 'GET /': RequireSignature needs credentials to check signatures with. Add their store with AddSigningCredentials<TStore>(…).",
        Assert.Single(await StartAttempt.GetErrorsAsync(static _ => { }, app => app.MapGet("/", () => "ok").RequireSignature())));

    [Fact]
    public async Task Start_WithoutARegion_SaysThatItMustBeSet() => Assert.StartsWith(
        "ApiGateway:Signatures:Region must be set",
        Assert.Single(await StartAttempt.GetErrorsAsync(gateway => gateway.AddSigningCredentials(new FakeSigningStore()))),
        StringComparison.Ordinal);

    private static Task<GatewayApp> StartAsync(string accountId, Action<WebApplication> map, HttpProtocols protocols = HttpProtocols.Http1)
    {
        var store = new FakeSigningStore();
        store.Save(TestSigner.Credential);
        return GatewayApp.StartAsync(
            gateway =>
            {
                gateway.AddSigningCredentials(store, options => options.Region = TestSigner.Region)
                    .AddAuthorizer("anybody", anybody => anybody.IdentityFromHeader("Host"), (_, _) => new(AuthorizerResult.Allow("somebody else")))
                    .AddAuthorizer("host", host => host.IdentityFromHeader("Host"), (_, _) => new(AuthorizerResult.Deny()));
                gateway.Services.AddAuthorization().AddApiGateway(options => options.PolicyScope.AccountId = accountId);
            },
            map,
            protocols: protocols);
    }

    private static async Task<(int Status, string Body)> AskSignedAsync(GatewayApp app, string path)
    {
        using var connection = await RawConnection.OpenAsync(app.Address);
        await connection.SendAsync(new TestSigner { Target = path }.SignRaw());
        var answer = (await connection.ReadAsync()).Split("\r\n\r\n", 2);
        return (int.Parse(answer[0].AsSpan(9, 3), CultureInfo.InvariantCulture), answer[1].Split("\r\n") is [_, var chunk, ..] ? chunk : answer[1]);
    }

    private static async Task<(int Status, string Body)> AskAsync(GatewayApp app, string path)
    {
        var answer = await app.AskAsync(path);
        return (answer.Status, answer.Body);
    }
}
