using System.Net;
using System.Net.Http.Headers;
using Gateway.Core.Pipeline.Rejections;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Xunit;

namespace Gateway.Core.Tests.Pipeline.Rejections;

public class RejectionGrpcTests
{
    [Theory]
    [InlineData("application/grpc", 401, "16")]
    [InlineData("application/grpc+proto", 403, "7")]
    [InlineData("application/grpc; charset=utf-8", 429, "8")]
    [InlineData("APPLICATION/GRPC", 503, "14")]
    [InlineData("application/grpc", 500, "13")]
    [InlineData("application/grpc", 400, "3")]
    public async Task RejectAsync_GrpcRequest_AnswersTrailersOnly(string contentType, int status, string grpcStatus)
    {
        await using var app = await StartAsync();

        using var response = await SendAsync(app, contentType, status);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/grpc", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(grpcStatus, response.Headers.GetValues("grpc-status").Single());
        Assert.Equal("100%25 refused%0D%0A%E2%82%AC", response.Headers.GetValues("grpc-message").Single());
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Empty(response.TrailingHeaders);
    }

    [Theory]
    [InlineData("application/grpc-web")]
    [InlineData("application/grpcx")]
    [InlineData("application/json")]
    public async Task RejectAsync_OtherContentType_AnswersInHttp(string contentType)
    {
        await using var app = await StartAsync();

        using var response = await SendAsync(app, contentType, 429);

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.False(response.Headers.Contains("grpc-status"));
    }

    private static async Task<HttpResponseMessage> SendAsync(GatewayApp app, string contentType, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/{status}")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent([]) { Headers = { ContentType = MediaTypeHeaderValue.Parse(contentType) } },
        };
        return await app.Client.SendAsync(request);
    }

    private static Task<GatewayApp> StartAsync() => GatewayApp.StartAsync(
        _ => { },
        app => app.MapPost("/{status:int}", (HttpContext context, int status) =>
            context.GetGateway().RejectAsync(new RejectionReason("own", status, "100% refused\r\n€"))).WithGatewayMetadata(new OwnMetadata()),
        protocols: HttpProtocols.Http2);
}
