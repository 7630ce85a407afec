using System.Globalization;
using System.Net;
using System.Reflection;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd;

/// <summary>FIELD.md C2 case 36, the half that concerns headers: many tiny ones, and a block of them that never ends.</summary>
public class HeaderFloodTests
{
    private const int Most = 2_000;

    // Host, Connection and the key count, too.
    [Theory]
    [InlineData(Most, "HTTP/1.1 200 ", 1)]
    [InlineData(Most + 1, "HTTP/1.1 431 ", 0)]
    public async Task Request_OfTinyHeaders_IsChargedOnceUpToTheServersLimitAndNotBeyond(int headers, string status, int used)
    {
        await using var app = await StartAsync();
        using var connection = await RawConnection.OpenAsync(app.Address);

        await connection.SendAsync(
            $"GET /orders HTTP/1.1\r\nHost: a\r\nConnection: close\r\nx-api-key: {TestKeys.Alice}\r\n"
            + string.Concat(Enumerable.Range(0, headers - 3).Select(i => string.Create(CultureInfo.InvariantCulture, $"h{i}: 1\r\n")))
            + "\r\n");
        var text = await connection.ReadAsync();

        Assert.StartsWith(status, text, StringComparison.Ordinal);
        Assert.Equal(used, app.GetUsed());
    }

    [Fact]
    public async Task Request_OfAnyNumberOfHeaders_HasTheSameOnesLookedAt()
    {
        await using var app = await StartAsync();

        var few = await CountLooksAsync(app, headers: 2);
        var many = await CountLooksAsync(app, headers: Most);

        Assert.Equal(2, app.GetUsed());
        Assert.True(few > 0, "The key was read past the counter.");
        Assert.Equal(few, many);
    }

    [Fact]
    public async Task Http2_BlockOfHeadersThatNeverEnds_IsCutOffAndChargedToNobody()
    {
        await using var app = await StartAsync(HttpProtocols.Http2);
        using (var connection = await RawConnection.OpenAsync(app.Address))
        {
            // An empty SETTINGS; HEADERS without END_HEADERS; then CONTINUATION without end.
            var tiny = string.Concat(Enumerable.Repeat(Literal("h", "1"), 200));
            var flood = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + Frame(4, stream: 0, "")
                + Frame(1, stream: 1, "\x82\x86" + Literal(":path", "/orders") + Literal(":authority", "a") + Literal("x-api-key", TestKeys.Alice))
                + string.Concat(Enumerable.Repeat(Frame(9, stream: 1, tiny), 200));
            try
            {
                await connection.SendAsync(flood);
                await connection.ReadAsync();
            }
            catch (IOException)
            {
                // The server has closed before it had read all of it.
            }
        }

        Assert.Equal(0, app.GetUsed());
        using var request = new HttpRequestMessage(HttpMethod.Get, "/orders")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        request.Headers.Add("x-api-key", TestKeys.Alice);
        using var response = await app.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(1, app.GetUsed());
    }

    private static Task<GatewayApp> StartAsync(HttpProtocols protocols = HttpProtocols.Http1) => GatewayApp.StartAsync(
        ThreeFeatures.Add,
        app => app.MapGet("/orders", ThreeFeatures.Describe).WithThreeFeatures().WithAddressThrottle(100, 100).WithThrottle(100, 100),
        builder => builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestHeaderCount = Most),
        protocols);

    private static async Task<int> CountLooksAsync(GatewayApp app, int headers)
    {
        var endpoint = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.Single();
        var context = new DefaultHttpContext { RequestServices = app.Services };
        context.Connection.RemoteIpAddress = IPAddress.Loopback;
        context.Request.Method = HttpMethods.Get;
        context.Request.Headers["x-api-key"] = TestKeys.Alice;
        for (var i = 1; i < headers; i++)
        {
            context.Request.Headers[string.Create(CultureInfo.InvariantCulture, $"h{i}")] = "1";
        }

        var counted = DispatchProxy.Create<IHeaderDictionary, CountedHeaders>();
        var counter = (CountedHeaders)counted;
        counter.Inner = context.Request.Headers;
        context.Features.GetRequiredFeature<IHttpRequestFeature>().Headers = counted;
        context.SetEndpoint(endpoint);
        await endpoint.RequestDelegate!(context);
        Assert.Equal(200, context.Response.StatusCode);
        return counter.Looks;
    }

    private static string Frame(byte type, byte stream, string payload) =>
        $"{(char)(payload.Length >> 16)}{(char)((payload.Length >> 8) & 255)}{(char)(payload.Length & 255)}{(char)type}\0\0\0\0{(char)stream}{payload}";

    /// <summary>A header by name and value as they are (RFC 7541 section 6.2.2).</summary>
    private static string Literal(string name, string value) => $"\0{(char)name.Length}{name}{(char)value.Length}{value}";

    /// <summary>Counts what is asked of a request's headers; an enumeration counts as many as it gives.</summary>
    public class CountedHeaders : DispatchProxy
    {
        public IHeaderDictionary Inner { get; set; } = null!;

        public int Looks { get; private set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            Looks += targetMethod!.Name is "GetEnumerator" or "CopyTo" or "get_Keys" or "get_Values" ? Inner.Count : 1;
            return targetMethod.Invoke(Inner, args);
        }
    }
}
