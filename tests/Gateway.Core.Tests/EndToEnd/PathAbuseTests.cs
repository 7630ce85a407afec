using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd;

/// <summary>However a path or method is spelled, the policy is that of the endpoint which runs: nothing is served without its key.</summary>
public class PathAbuseTests
{
    [Theory]
    [InlineData("/orders", true)]
    [InlineData("/orders/", true)]
    [InlineData("/ORDERS", true)]
    [InlineData("/%6frders", true)]
    [InlineData("/%6Frders", true)]
    [InlineData("/a/../orders", true)]
    [InlineData("/./orders", true)]
    [InlineData("/%2e%2e/orders", true)]
    [InlineData("/orders?x=/../open", true)]
    [InlineData("//orders", false)]
    [InlineData("/orders//", false)]
    [InlineData("/orders%2f", false)]
    [InlineData("/orders%2F..%2Fopen", false)]
    [InlineData("/%2forders", false)]
    [InlineData("/orders;x", false)]
    [InlineData("/orders;/x", false)]
    [InlineData("/orders.", false)]
    [InlineData("/orders..", false)]
    [InlineData("/orders%00", false)]
    [InlineData("/orders%20", false)]
    [InlineData("/\\orders", false)]
    [InlineData("/orders\\", false)]
    [InlineData("/%5corders", false)]
    [InlineData("/%c0%afors", false)]
    [InlineData("/%u006frders", false)]
    [InlineData("/%256frders", false)]
    [InlineData("http://a/orders", true)]
    [InlineData("http://a//orders", false)]
    public async Task Path_HoweverSpelled_IsRefusedExactlyWhereItWouldBeServed(string target, bool isServed)
    {
        await using var app = await StartAsync();

        var anonymous = await SendAsync(app, $"GET {target} HTTP/1.1\r\nHost: a\r\n");
        var keyed = await SendAsync(app, $"GET {target} HTTP/1.1\r\nHost: a\r\nx-api-key: {TestKeys.Alice}\r\n");

        Assert.DoesNotContain("secret", anonymous, StringComparison.Ordinal);
        Assert.Equal(isServed, anonymous.StartsWith("HTTP/1.1 401 ", StringComparison.Ordinal));
        Assert.Equal(isServed, keyed.EndsWith("secret", StringComparison.Ordinal));
        Assert.Equal(isServed ? 1L : 0L, app.GetUsed());
    }

    [Theory]
    [InlineData("HEAD", "/any", 401)]
    [InlineData("OPTIONS", "/any", 401)]
    [InlineData("PUT", "/any", 401)]
    [InlineData("TRACE", "/any", 401)]
    [InlineData("BREW", "/any", 401)]
    [InlineData("get", "/any", 401)]
    [InlineData("HEAD", "/orders", 405)]
    [InlineData("OPTIONS", "/orders", 405)]
    [InlineData("PUT", "/orders", 405)]
    [InlineData("BREW", "/orders", 405)]
    public async Task Method_NotDeclared_IsNeverServedWithoutKey(string method, string path, int status)
    {
        await using var app = await StartAsync();

        var answer = await SendAsync(app, $"{method} {path} HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n");

        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("X-HTTP-Method-Override: GET")]
    [InlineData("X-Original-URL: /open")]
    [InlineData("X-Rewrite-URL: /open")]
    [InlineData("X-Forwarded-Prefix: /open")]
    public async Task Header_ThatNamesAnotherTarget_ChangesNothing(string header)
    {
        await using var app = await StartAsync();

        var answer = await SendAsync(app, $"GET /orders HTTP/1.1\r\nHost: a\r\n{header}\r\n");

        Assert.StartsWith("HTTP/1.1 401 ", answer, StringComparison.Ordinal);
    }

    private static async Task<string> SendAsync(GatewayApp app, string head)
    {
        using var connection = await RawConnection.OpenAsync(app.Address);
        await connection.SendAsync(head + "Connection: close\r\n\r\n");
        return await connection.ReadAsync();
    }

    private static Task<GatewayApp> StartAsync() => GatewayApp.StartAsync(ThreeFeatures.Add, app =>
    {
        app.MapGet("/orders", (HttpContext context) => WriteSecretAsync(context)).WithThreeFeatures();
        app.Map("/any", (HttpContext context) => WriteSecretAsync(context)).WithThreeFeatures();
        app.MapGet("/open", () => "open");
    });

    private static Task WriteSecretAsync(HttpContext context)
    {
        context.Response.ContentLength = "secret".Length;
        return context.Response.WriteAsync("secret", context.RequestAborted);
    }
}
