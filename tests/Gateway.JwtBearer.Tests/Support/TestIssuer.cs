using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.JwtBearer.Tests.Support;

/// <summary>An OpenID Connect issuer: its metadata and its keys on a real Kestrel.</summary>
internal sealed class TestIssuer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _metadataRequests;
    private int _keyRequests;

    private TestIssuer(WebApplication app) => _app = app;

    public string Name => _app.Urls.First();

    public int MetadataRequests => Volatile.Read(ref _metadataRequests);

    public int KeyRequests => Volatile.Read(ref _keyRequests);

    public TestKey[] Keys { get; set; } = [TestKey.First];

    /// <summary>Whether connections are cut instead of answered.</summary>
    public bool IsDown { get; set; }

    /// <summary>How many bytes the metadata has beyond what it needs.</summary>
    public int Padding { get; set; }

    /// <summary>What the metadata says instead of the issuer's own name.</summary>
    public string? OtherName { get; set; }

    /// <summary>Where the metadata is instead.</summary>
    public string? Redirect { get; set; }

    /// <summary>Runs before an answer, for a test that wants it to wait.</summary>
    public Func<Task> BeforeAnswer { get; set; } = () => Task.CompletedTask;

    public static async Task<TestIssuer> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        var issuer = new TestIssuer(app);
        app.MapGet("/.well-known/openid-configuration", issuer.WriteMetadataAsync);
        app.MapGet("/keys", issuer.WriteKeysAsync);
        await app.StartAsync();
        return issuer;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task WriteMetadataAsync(HttpContext context)
    {
        Interlocked.Increment(ref _metadataRequests);
        await BeforeAnswer();
        if (IsDown)
        {
            context.Abort();
            return;
        }

        if (Redirect is { } address)
        {
            context.Response.Redirect(address);
            return;
        }

        await context.Response.WriteAsJsonAsync(new
        {
            issuer = OtherName ?? Name,
            jwks_uri = Name + "/keys",
            padding = new string('x', Padding),
        });
    }

    private async Task WriteKeysAsync(HttpContext context)
    {
        Interlocked.Increment(ref _keyRequests);
        await context.Response.WriteAsJsonAsync(new { keys = Keys.Select(key => key.ToJson()) });
    }
}
