using System.Net;
using System.Net.Sockets;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd;

public class AddressLimitTests
{
    [Fact]
    public async Task Get_ForwardingHeadersRotate_GetNoNewBucket()
    {
        await using var app = await StartAsync(_ => { });
        Assert.Equal(200, (await app.AskAsync("/")).Status);
        for (var i = 1; i < 50; i++)
        {
            var address = $"198.51.100.{i}";
            var answer = await app.SendAsync("GET", "/", ("X-Forwarded-For", address), ("Forwarded", $"for={address}"), ("X-Real-IP", address));
            Assert.Equal(429, answer.Status);
        }
    }

    [Fact]
    public async Task Get_ThroughAKnownProxy_CountsTheAddressBehindIt()
    {
        await using var app = await StartAsync(Trust(IPAddress.Loopback));

        Assert.Equal("200 429 200 429", await AskAsync(app, "198.51.100.1", "198.51.100.1", "198.51.100.2", "::ffff:198.51.100.2"));

        // Only the last entry is the proxy's own; what stands before it is the client's word.
        Assert.Equal("429 429", await AskAsync(app, "203.0.113.1, 198.51.100.1", "203.0.113.2, 198.51.100.1"));
        Assert.Equal("200 429 429 200", await AskAsync(app, "2001:db8:1:2::1", "2001:db8:1:2::2", "2001:db8:1:2:ffff::", "2001:db8:1:3::1"));
    }

    [Fact]
    public async Task Get_ThroughAnUnknownProxy_CountsTheProxy()
    {
        await using var app = await StartAsync(Trust(IPAddress.Parse("10.0.0.1")));

        Assert.Equal("200 429 429", await AskAsync(app, "198.51.100.1", "198.51.100.2", "198.51.100.3"));
    }

    [Fact]
    public async Task Options_PreflightThroughAKnownProxy_CountsTheAddressBehindIt()
    {
        await using var app = await StartAsync(Trust(IPAddress.Loopback));
        (string, string)[] preflight = [("Origin", "https://shop.example"), ("Access-Control-Request-Method", "GET")];

        Assert.Equal(200, (await app.SendAsync("OPTIONS", "/", [.. preflight, ("X-Forwarded-For", "198.51.100.1")])).Status);
        Assert.Equal(429, (await app.SendAsync("OPTIONS", "/", [.. preflight, ("X-Forwarded-For", "198.51.100.1")])).Status);
        Assert.Equal(200, (await app.SendAsync("OPTIONS", "/", [.. preflight, ("X-Forwarded-For", "198.51.100.2")])).Status);
    }

    [Fact]
    public async Task Get_FromTwoAddresses_HaveABucketEach()
    {
        await using var app = await StartAsync(_ => { });
        using var other = ClientFrom(IPAddress.Parse("127.0.0.2"), app.Address);

        Assert.Equal(200, (await app.AskAsync("/")).Status);
        Assert.Equal(429, (await app.AskAsync("/")).Status);
        Assert.Equal(200, (int)(await other.GetAsync("/", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(429, (int)(await other.GetAsync("/", TestContext.Current.CancellationToken)).StatusCode);
    }

    internal static HttpClient ClientFrom(IPAddress local, Uri address) => new(new SocketsHttpHandler
    {
        ConnectCallback = async (context, cancellationToken) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(local, 0));
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    { BaseAddress = address };

    private static Action<WebApplication> Trust(IPAddress proxy) => app =>
    {
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor };
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Clear();
        options.KnownProxies.Add(proxy);
        app.UseForwardedHeaders(options);
        app.UseRouting();
    };

    private static Task<GatewayApp> StartAsync(Action<WebApplication> use) => GatewayApp.StartAsync(_ => { }, app =>
    {
        use(app);
        app.Map("/", () => "ok").WithAddressThrottle(rate: 0.001, burst: 1);
    });

    private static async Task<string> AskAsync(GatewayApp app, params string[] forwardedFor)
    {
        var statuses = new List<int>();
        foreach (var value in forwardedFor)
        {
            statuses.Add((await app.SendAsync("GET", "/", ("X-Forwarded-For", value))).Status);
        }

        return string.Join(' ', statuses);
    }
}
