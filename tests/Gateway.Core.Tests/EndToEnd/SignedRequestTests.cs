using System.Globalization;
using Gateway.Core.Authorizers;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
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

    private static Task<GatewayApp> StartAsync(string accountId, Action<WebApplication> map)
    {
        var store = new FakeSigningStore();
        store.Save(TestSigner.Credential);
        return GatewayApp.StartAsync(
            gateway =>
            {
                gateway.AddSigningCredentials(store, options => options.Region = TestSigner.Region)
                    .AddAuthorizer("host", host => host.IdentityFromHeader("Host"), (_, _) => new(AuthorizerResult.Deny()));
                gateway.Services.AddApiGateway(options => options.PolicyScope.AccountId = accountId);
            },
            map);
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
