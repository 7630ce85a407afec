using System.IO.Compression;
using Gateway.Core.Pipeline.Responses;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd;

/// <summary>A response that is held back inside middleware that has to do with responses, too.</summary>
public class HeldResponseBesideMiddlewareTests
{
    [Theory]
    [InlineData("held", "stream")]
    [InlineData("held", "json")]
    [InlineData("held", "file")]
    [InlineData("nested", "pipe")]
    [InlineData("replaced", "bytes")]
    public async Task Get_CompressedOutside_DecodesToTheSameBytes(string kind, string path)
    {
        await using var app = await CapturingApp.StartAsync(
            map: app =>
            {
                app.Use((context, next) =>
                {
                    context.Request.Headers.AcceptEncoding = "gzip";
                    return next(context);
                });
                app.UseResponseCompression();
                app.Use((context, next) =>
                {
                    context.Response.ContentType = "image/png";
                    return next(context);
                });
            },
            configure: builder => builder.Services.AddResponseCompression(options =>
            {
                options.MimeTypes = ["image/png", "application/json"];
                options.EnableForHttps = true;
            }));
        var bare = Unzip(await app.SendAsync($"/bare/{path}"));

        var reply = await app.SendAsync($"/{kind}/{path}");

        Assert.Equal(("gzip", null), (reply["Content-Encoding"], reply["Content-Length"]));
        Assert.Equal(kind == "replaced" ? "replaced"u8.ToArray() : bare, Unzip(reply));
    }

    [Theory]
    [InlineData("/before")]
    [InlineData("/after")]
    [InlineData("/after-start")]
    public async Task Get_HandlerThrows_IsAnsweredByTheExceptionHandler(string path)
    {
        await using var app = await CapturingApp.StartAsync(map: app =>
        {
            app.UseExceptionHandler("/error");
            app.MapGet("/error", () => Results.Text("of the error page", statusCode: 500));
            async Task FailAsync(HttpContext context, bool isWritten, bool isStarted)
            {
                context.Response.Headers.ETag = "\"tag\"";
                if (isWritten)
                {
                    await context.Response.Body.WriteAsync(new byte[10_000]);
                }

                if (isStarted)
                {
                    await context.Response.Body.FlushAsync();
                }

                throw new InvalidDataException("The handler fails.");
            }

            app.MapGet("/before", (HttpContext context) => FailAsync(context, false, false)).WithGatewayMetadata(new Capturing());
            app.MapGet("/after", (HttpContext context) => FailAsync(context, true, false)).WithGatewayMetadata(new Capturing()).WithGatewayMetadata(new Capturing());
            app.MapGet("/after-start", (HttpContext context) => FailAsync(context, true, true)).WithGatewayMetadata(new Capturing());
        });

        var reply = await app.SendAsync(path);

        Assert.Equal((500, "of the error page", null), (reply.Status, reply.Text, reply["ETag"]));
        Assert.Equal(ResponseCaptureState.Discarded, (await app.Log.NextAsync()).State);
        await app.DisposeAsync();
        Assert.Equal(0, app.Pool.Outstanding);
    }

    [Fact]
    public async Task Get_HandlerThrowsAndNobodyCatches_IsTheServersOwnAnswer()
    {
        await using var app = await CapturingApp.StartAsync(map: app => app.MapGet("/fail", async (HttpContext context) =>
        {
            await context.Response.WriteAsync("held");
            throw new InvalidDataException("The handler fails.");
        }).WithGatewayMetadata(new Capturing()));

        var reply = await app.SendAsync("/fail");

        Assert.Equal((500, "", "0"), (reply.Status, reply.Text, reply["Content-Length"]));
    }

    [Fact]
    public async Task Get_NothingIsWritten_LeavesTheBodyToStatusCodePages()
    {
        await using var app = await CapturingApp.StartAsync(map: app => app.UseStatusCodePages("text/plain", "page {0}"));

        Assert.Equal("page 404", (await app.SendAsync("/held/not-found")).Text);
        Assert.Equal("page 404", (await app.SendAsync("/bare/not-found")).Text);
    }

    [Fact]
    public async Task Get_RefusedInside_IsTheRefusalAndNotTaken()
    {
        await using var app = await CapturingApp.StartAsync(map: app => app.MapGet("/refused", async (HttpContext context) =>
        {
            await context.Response.Body.WriteAsync(new byte[10_000]);
            await context.GetGateway().RejectAsync(OwnStep.Reason);
        }).WithGatewayMetadata(new Capturing(Replacement: "replaced")));

        var reply = await app.SendAsync("/refused");

        Assert.Equal(409, reply.Status);
        Assert.Contains("own_refusal", reply.Text, StringComparison.Ordinal);
        Assert.Equal(ResponseCaptureState.Discarded, (await app.Log.NextAsync()).State);
    }

    private static byte[] Unzip(CapturedReply reply)
    {
        using var zip = new GZipStream(new MemoryStream(reply.Body), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        zip.CopyTo(bytes);
        return bytes.ToArray();
    }
}
