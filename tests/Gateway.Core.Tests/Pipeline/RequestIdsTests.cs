using Gateway.Core.Pipeline;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.Pipeline;

public class RequestIdsTests
{
    private const string Own = "6b1f0c2e-0000-4000-8000-0123456789ab";

    [Fact]
    public void Options_Defaults_AreOnAndNotFromTheClient() =>
        Assert.Equal((true, false), (new RequestIdOptions().Enabled, new RequestIdOptions().AcceptFromClient));

    [Fact]
    public async Task Create_Default_IsANewUuidOfVersion4PerRequest()
    {
        await using var app = await StartAsync(_ => { });

        var (first, second) = (await app.AskAsync("/"), await app.AskAsync("/"));

        Assert.Matches("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", first["x-request-id"]);
        Assert.Equal(first["x-request-id"], first.Body);
        Assert.NotEqual(first["x-request-id"], second["x-request-id"]);
    }

    [Fact]
    public async Task Create_ClientsOwnWithoutOptIn_IsReplaced()
    {
        await using var app = await StartAsync(_ => { });

        Assert.NotEqual(Own, (await app.SendAsync("GET", "/", ("x-request-id", Own)))["x-request-id"]);
    }

    [Theory]
    [InlineData(Own, Own)]
    [InlineData("6B1F0C2E-0000-4000-8000-0123456789AB", Own)]
    [InlineData("{6b1f0c2e-0000-4000-8000-0123456789ab}", null)]
    [InlineData("6b1f0c2e000040008000-0123456789ab", null)]
    [InlineData("1", null)]
    [InlineData("6b1f0c2e-0000-4000-8000-0123456789ab, 6b1f0c2e-0000-4000-8000-0123456789ab", null)]
    [InlineData("6b1f0c2e-0000-4000-8000-0123456789ag", null)]
    public async Task Create_OptIn_HonoursOnlyAUuid(string presented, string? id)
    {
        await using var app = await StartAsync(options => options.AcceptFromClient = true);

        var answer = await app.SendAsync("GET", "/", ("x-request-id", presented));

        Assert.True(Guid.TryParseExact(answer["x-request-id"], "D", out _));
        Assert.Equal(id is not null, answer["x-request-id"] == Own);
    }

    [Fact]
    public async Task Create_ReferencesMode_UsesItsHeader()
    {
        await using var app = await StartAsync(_ => { }, GatewayMode.AmazonApiGateway);

        var answer = await app.AskAsync("/");

        Assert.Equal((answer.Body, null), (answer["x-amzn-RequestId"], answer["x-request-id"]));
    }

    [Fact]
    public async Task Create_Off_WritesNoHeader()
    {
        await using var app = await StartAsync(options => options.Enabled = false);

        var answer = await app.SendAsync("GET", "/", ("x-request-id", Own));

        Assert.Equal(("none", null), (answer.Body, answer["x-request-id"]));
    }

    [Fact]
    public async Task Header_OfARefusal_IsWrittenToo()
    {
        await using var app = await StartAsync(_ => { });

        var answer = await app.AskAsync("/closed");

        Assert.Equal(401, answer.Status);
        Assert.True(Guid.TryParseExact(answer["x-request-id"], "D", out _));
    }

    private static Task<GatewayApp> StartAsync(Action<RequestIdOptions> configure, GatewayMode mode = GatewayMode.Standard) => GatewayApp.StartAsync(
        gateway =>
        {
            ThreeFeatures.Add(gateway);
            gateway.Services.AddApiGateway(options =>
            {
                options.Mode = mode;
                configure(options.RequestId);
            });
        },
        app =>
        {
            app.MapGet("/", (HttpContext context) => context.GetGateway().RequestId ?? "none").WithStage("prod");
            app.MapGet("/closed", () => "ok").RequireUsagePlan();
        });
}
