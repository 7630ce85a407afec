using Gateway.Core.Pipeline;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.Pipeline;

public class ContextVariableTableTests
{
    private const string Id = "6b1f0c2e-0000-4000-8000-0123456789ab";

    [Fact]
    public async Task Read_RequestRefusedByAnOwnStep_PrintsEveryVariable()
    {
        var printed = await PrintAsync(GatewayMode.Standard, TestKeys.Alice, "x-request-id");

        Assert.Equal(
            [
                "accountId=", "apiId=", "authorizer.principalId=", "deploymentId=", "domainName=api.example.com", "domainPrefix=api",
                "error.message=The own step refuses.", "error.messageString=\"The own step refuses.\"", "error.responseType=own_refusal",
                "error.validationErrorString=", $"extendedRequestId={Id}", "httpMethod=GET",
                "identity.accessKey=", "identity.accountId=", "identity.apiKey=", "identity.apiKeyId=alice", "identity.caller=",
                "identity.principalOrgId=", "identity.sourceIp=127.0.0.1", "identity.user=", "identity.userAgent=test/1", "identity.userArn=",
                "path=/v1/orders/5", "protocol=HTTP/1.1", $"requestId={Id}",
                "requestTime=04/Mar/2026:12:00:00 +0000", "requestTimeEpoch=1772625600000",
                "resourceId=GET /v1/orders/{id}", "resourcePath=/v1/orders/{id}", "stage=prod", "wafResponseCode=", "webaclArn=",
            ],
            printed);
    }

    [Fact]
    public async Task Read_RequestWithoutKeyInTheReferencesMode_PrintsTheReferencesMessageAndType()
    {
        var printed = await PrintAsync(GatewayMode.AmazonApiGateway, key: null, "x-amzn-RequestId");

        Assert.Contains("error.message=Forbidden", printed);
        Assert.Contains("error.messageString=\"Forbidden\"", printed);
        Assert.Contains("error.responseType=INVALID_API_KEY", printed);
        Assert.Contains("identity.apiKeyId=", printed);
        Assert.Contains("identity.apiKey=", printed);
    }

    private static async Task<string[]> PrintAsync(GatewayMode mode, string? key, string idHeader)
    {
        var printed = new TaskCompletionSource<string[]>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var app = await GatewayApp.StartAsync(
            gateway =>
            {
                ThreeFeatures.Add(gateway);
                gateway.Services.AddApiGateway(options =>
                {
                    options.Mode = mode;
                    options.RequestId.AcceptFromClient = true;
                });
            },
            app =>
            {
                app.Use(async (context, next) =>
                {
                    await next(context);
                    var variables = context.RequestServices.GetRequiredService<ContextVariableTable>();
                    printed.SetResult([.. variables.Names.Order(StringComparer.Ordinal).Select(name =>
                        $"{name}={(variables.TryGet(name, out var read) ? read(context.GetGateway().Feature) : "missing")}")]);
                });
                app.MapGet("/v1/orders/{id:int}", () => "ok").WithThreeFeatures();
            });

        (string, string)[] headers = [("Host", "api.example.com:8080"), ("User-Agent", "test/1"), ("x-refuse", "yes"), (idHeader, Id)];
        await app.SendAsync("GET", "/v1/orders/5?q=1", key is null ? headers : [.. headers, ("x-api-key", key)]);
        return await printed.Task.InTime();
    }
}
